# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Makefile - builds airbridge with GNU make; `make help` lists what it can do.
#
# One pattern, `variant`, builds the library, the program and the tests into a folder of their own:
# $(BUILD) for use, $(BUILD)/checked with the invariant checks, $(BUILD)/asan and $(BUILD)/tsan with the
# sanitizers.
# pkg-config is asked in the recipes, never while this file is read: on a fresh machine `make demo`
# installs it first.

# All cores, unless -j says otherwise.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

comma   := ,
BUILD   ?= build
PREFIX  ?= /usr/local
LIBDIR  ?= lib
DESTDIR ?=
# Targets of make can't have blanks in their names, PREFIX and DESTDIR may.
ifneq ($(words $(BUILD)),1)
$(error BUILD must be a name without blanks, not '$(BUILD)')
endif
ifeq ($(origin CC),default)
CC = gcc
endif
# Without CFLAGS of one's own the program and the shared library are optimized as a whole by gcc: a
# sixth faster. Objects hold plain code too, for the static library.
ifeq ($(origin CFLAGS)$(findstring gcc,$(CC)),undefinedgcc)
WHOLE = -O3 -flto=auto -ffat-lto-objects
endif
CFLAGS  ?= -O2 -g
COVERED_CC ?= clang
SOAK_SEED  ?= 1000000
SOAK_COUNT ?= 50000
# Of `make kills`: how many of each, from which seed on, and which part of them.
KILLS      ?= 500
CUTS       ?= 10000
FLIPS      ?= 20000
KILLS_SEED ?= 1
KILLS_PART ?= 1/1
MUTANTS      ?= 400
MUTANTS_SEED ?= 15
MUTANTS_PART ?= 1/1
MUTANTS_DO   ?= draw
CLANG        ?= clang
# Of `make test-faults`: how many points, which part of all, and for how long.
FAULTS_MOST    ?= 24000
FAULTS_PART    ?= 1/1
FAULTS_MINUTES ?= 60
BENCH_SCENARIO ?= scenarios/january-2022.ini
BENCH_BIND ?= airfield.almaty.working_mog=3
BENCH_VARY ?= airfield.almaty.working_mog=1..4

PACKAGES = make gcc g++ libc6-dev pkg-config libgsl-dev libiniparser-dev libsqlite3-dev zlib1g-dev check \
           librandom123-dev tzdata gnuplot-nox bats groff-base python3 sqlite3 strace valgrind \
           esbuild node-d3

# The tools that go with the compiler, so that CC alone says which machine to build for.
OBJCOPY ?= $$($(CC) -print-prog-name=objcopy)
AR_OF_CC = $$($(CC) -print-prog-name=ar)
LD_OF_CC = $$($(CC) -print-prog-name=ld)

# -ffp-contract=off: the same doubles from every compiler, see tests/cli/determinism.bats.
# An i386 needs CFLAGS='-O2 -msse2 -mfpmath=sse' besides, which sim/engine/stream.c asks for.
# -fPIC: the same objects go into the program and into both libraries.
# Files beyond 2 GiB and years beyond 2038 on machines of 32 bits, too.
FLAGS = -std=c17 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -Iinclude -Isim -Itests \
        -pthread -ffp-contract=off -fPIC -fno-semantic-interposition \
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
        -Wwrite-strings -Wundef -Wdouble-promotion
ifeq ($(CI),true)
FLAGS += -Werror
endif
# What the compiler and the linker have against errors that no test has found: found out once, HARDENING=
# HARDENING_LINK= does without.
HARDENING      ?= $$(cat $(BUILD)/hardening)
HARDENING_LINK ?= $$(cat $(BUILD)/hardening-link)
# Clears records of some hundred bytes by vectors: gcc's own way on x86 (rep stos) takes 50 cycles to begin.
TUNING         ?= $$(cat $(BUILD)/tuning)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# Debian 12's iniparser has no pkg-config file, later releases have one.
LIBRARY_FLAGS = $$(pkg-config --cflags gsl sqlite3 zlib) $$(pkg-config --cflags iniparser 2>/dev/null)
LIBRARIES     = $$(pkg-config --libs gsl sqlite3) \
                $$(pkg-config --libs iniparser 2>/dev/null || echo -liniparser) -lm -pthread
# What the program needs besides, and its library does not.
PROGRAM_LIBRARIES = $$(pkg-config --libs zlib)
TEST_FLAGS    = $$(pkg-config --cflags check)
TEST_LIBS     = $$(pkg-config --libs check)

# The one place that says which release this is. The shared library's number is raised when a program
# that was linked with an earlier one would not work any more; see include/README.md.
VERSION := $(shell sed -n 's/^.define AB_VERSION  *"\(.*\)"/\1/p' include/airbridge/common.h)
SONAME   = libairbridge.so.0
SHARED   = libairbridge.so.$(VERSION)

SOURCES := $(sort $(wildcard sim/*/*.c))
# What `airbridge new` prints: part of the program, so that it can't be missing.
TEMPLATES := $(sort $(wildcard scenarios/templates/*.ini))
MADE     = $(BUILD)/made/templates.h
TESTS   := $(sort $(patsubst tests/%.c,%,$(wildcard tests/*/test_*.c)))
BENCHES := $(sort $(patsubst tests/%.c,%,$(wildcard tests/bench/bench_*.c)))
# What fuzzers' input is given to, and the functions that are called on a shelf instead (support/shelf.h).
FUZZED  := $(sort $(wildcard tests/fuzz/target*.c)) tests/fuzz/sealed.c
SHELVED = $(addprefix -Wl$(comma)--wrap=,ab_journal_check_line ab_file_read ab_file_read_start ab_lines_open \
          ab_lines_close ab_lines_next ab_lines_offset ab_path_stat ab_path_open ab_writer_put ab_writer_report sqlite3_open_v2)
SUPPORT := $(sort $(filter-out tests/support/small.c tests/support/sorted_queue.c,$(wildcard tests/support/*.c)))
# What recounts the state of a run after every event: part of the library in the checked builds.
CHECKS  := $(sort $(wildcard tests/support/invariant*.c))
C_FILES  = $(SOURCES) sim/main.c $(wildcard tests/*/*.c) plots/page/model/model.c
H_FILES  = $(wildcard include/airbridge/*.h sim/*/*.h tests/*/*.h)

# V=1 shows the commands themselves; otherwise only the programs that are new are told.
Q   = $(if $(filter 1,$(V)),,@)
say = $(if $(filter 1,$(V)),,@echo '  built $(1)')

# The template of `airbridge page`; there is none where esbuild or d3 are not installed.
TEMPLATE = $(BUILD)/share/page/template.html

all: $(BUILD)/airbridge $(BUILD)/lib/libairbridge.a $(BUILD)/lib/$(SHARED) $(BUILD)/airbridge.pc
all:                                    ## build the program and the library (default)

help:                                   ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

# Whatever `make help` lists is no file. HASH: one in a function would begin a comment for some makes.
HASH := \#
.PHONY: $(shell sed -n 's/^\([a-z-]*\):[^$(HASH)]*$(HASH)$(HASH) .*/\1/p' $(firstword $(MAKEFILE_LIST))) check quick FORCE
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- what builds depend on besides their sources ----

# A file that changes only when its text does: $(1) file, $(2) shell words that print the text.
remember = mkdir -p $(dir $(1)); { $(2); } >$(1).new; \
           if cmp -s $(1).new $(1); then rm -f $(1).new; else mv -f $(1).new $(1); fi

# The tools and flags of this build. Also the place that tells what is not installed.
$(BUILD)/tools: FORCE
	@missing=; \
	for tool in $(firstword $(CC)) pkg-config; do \
	    command -v $$tool >/dev/null || missing="$$missing $$tool"; \
	done; \
	if [ -z "$$missing" ] && [ ! -e $@ ]; then \
	    for library in gsl zlib; do \
	        pkg-config --exists $$library || missing="$$missing $$library"; \
	    done; \
	    pkg-config --atleast-version=3.38 sqlite3 || missing="$$missing sqlite3"; \
	    for header in iniparser/iniparser.h Random123/philox.h; do \
	        echo "#include <$$header>" | $(CC) $(CPPFLAGS) $(LIBRARY_FLAGS) -E - >/dev/null 2>&1 || \
	        missing="$$missing $$header"; \
	    done; \
	fi; \
	if [ -n "$$missing" ]; then \
	    echo "airbridge: not installed:$$missing - run \`make deps\`" >&2; exit 1; \
	fi
	@$(call remember,$@,echo '$(CC)' '$(CPPFLAGS) $(CFLAGS) $(WHOLE) $(LDFLAGS)' '$(FLAGS)')

# Each flag is kept if a program builds with it, and with those before it, without a word.
$(BUILD)/hardening $(BUILD)/hardening-link $(BUILD)/tuning &: $(BUILD)/tools
	@printf '#include <stdlib.h>\nint main(void)\n{\n    return atoi("0");\n}\n' >$(BUILD)/try.c; \
	builds() { $(CC) -fPIC -Werror $(CPPFLAGS) $(CFLAGS) $(WHOLE) "$$@" $(BUILD)/try.c $(LDFLAGS) -o $(BUILD)/try; } \
	    >/dev/null 2>&1; \
	good=; \
	for flag in -D_FORTIFY_SOURCE=3 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection \
	    -fcf-protection; do \
	    case $$good in *FORTIFY*) case $$flag in *FORTIFY*) continue;; esac;; esac; \
	    if builds $$good $$flag; then good="$$good $$flag"; fi; \
	done; \
	echo $$good >$(BUILD)/hardening; good=; \
	for flag in -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack; do \
	    if builds $$flag; then good="$$good $$flag"; fi; \
	done; \
	echo $$good >$(BUILD)/hardening-link; good=-mmemset-strategy=vector_loop:1024:noalign,libcall:-1:noalign; \
	builds $$good || good=; \
	echo $$good >$(BUILD)/tuning; rm -f $(BUILD)/try $(BUILD)/try.c

$(BUILD)/list: FORCE
	@$(call remember,$@,echo $(SOURCES) $(TEMPLATES))

# The lines of each template as texts of C, and a table of them all.
$(MADE): $(TEMPLATES) $(BUILD)/list
	@mkdir -p $(@D)
	@awk 'function name(file) { sub(/.*\//, "", file); sub(/\.ini$$/, "", file); return file } \
	    FNR == 1 { if (n > 0) print "    NULL};"; print "static const char *const template_" ++n "[] = {"; \
	               row = row "    {\"" name(FILENAME) "\", template_" n "},\n" } \
	    { gsub(/[\\"]/, "\\\\&"); print "    \"" $$0 "\"," } \
	    END { print "    NULL};"; printf "static const struct template template_table[] = {\n%s};\n", row }' \
	    $(TEMPLATES) >$@

# Of an archive, git has written into .revision what it was made of.
$(BUILD)/revision: FORCE
	@$(call remember,$@,grep -v Format .revision || \
	    git describe --always --dirty --exclude '*' 2>/dev/null || echo unknown)

$(BUILD)/prefix: FORCE
	@$(call remember,$@,echo '$(PREFIX)' '$(LIBDIR)')

# `make demo` must install before it asks for anything, and `make clean test` clean before it builds.
$(BUILD)/tools $(BUILD)/list $(BUILD)/revision $(BUILD)/prefix: | \
    $(if $(filter demo,$(MAKECMDGOALS)),deps) $(filter clean,$(MAKECMDGOALS))

# ---- the build ----

# $(1) folder, $(2) further flags, $(3) further sources of the library, $(4) last flags, $(5) of the linker.
define variant
$(1)/obj/%.o: %.c $$(BUILD)/hardening $$(BUILD)/tuning
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(FLAGS) $(2) $$(DEFINES) $$(CPPFLAGS) $$(CFLAGS) $(4) $$(LIBRARY_FLAGS) -MMD -MP -c $$< -o $$@

$(1)/obj/sim/base/version.o: $$(BUILD)/revision
$(1)/obj/sim/base/version.o: DEFINES = -DAB_SOURCES='"$$(shell cat $$(BUILD)/revision)"'
$(1)/obj/sim/base/path.o: $$(BUILD)/prefix
$(1)/obj/sim/base/path.o: DEFINES = -DAB_SHARE_FOLDER='"$$(PREFIX)/share/airbridge"'
$(1)/obj/sim/cli/new.o: $$(MADE)
$(1)/obj/sim/cli/new.o: DEFINES = -I$$(BUILD)/made
$(1)/obj/tests/%.o: DEFINES = $$(TEST_FLAGS)

$(1)/libairbridge.a: $$(SOURCES:%.c=$(1)/obj/%.o) $(3:%.c=$(1)/obj/%.o) $$(BUILD)/list
	$$(Q)rm -f $$@
	$$(Q)$$(AR_OF_CC) rcs $$@ $$(filter %.o,$$^)

$(1)/airbridge: $(1)/obj/sim/main.o $(1)/libairbridge.a
	$$(Q)$$(CC) $(2) $$(CFLAGS) $(4) $(5) $$(LDFLAGS) $$^ $$(LIBRARIES) $$(PROGRAM_LIBRARIES) -o $$@
	$$(call say,$$@)

# The same with another event queue, whose functions stand before those of the library.
$(1)/sorted: $(1)/obj/sim/main.o $(1)/obj/tests/support/sorted_queue.o $(1)/libairbridge.a
	$$(Q)$$(CC) $(2) $$(CFLAGS) $(4) $$(LDFLAGS) $$^ $$(LIBRARIES) $$(PROGRAM_LIBRARIES) -o $$@
	$$(call say,$$@)

# What several test programs share; of it the linker takes what one needs.
$(1)/libsupport.a: $$(SUPPORT:%.c=$(1)/obj/%.o)
	$$(Q)rm -f $$@
	$$(Q)$$(AR_OF_CC) rcs $$@ $$^

$(1)/tests/%: $(1)/obj/tests/%.o $(1)/libsupport.a $(1)/libairbridge.a
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $(2) $$(CFLAGS) $(4) $$(LDFLAGS) $$(filter %.o,$$^) $$(filter %.a,$$^) \
	    $$(TEST_LIBS) $$(LIBRARIES) $$(PROGRAM_LIBRARIES) -o $$@

$(addprefix $(1)/tests/fuzz/,fuzz test_found test_spoiled): $$(FUZZED:%.c=$(1)/obj/%.o)
$(addprefix $(1)/tests/fuzz/,fuzz test_found test_spoiled): private LDFLAGS += $$(SHELVED)
endef

$(eval $(call variant,$(BUILD),,,$$(WHOLE) $$(HARDENING) $$(TUNING),$$(HARDENING_LINK)))
$(BUILD)/airbridge: | $(TEMPLATE)
$(eval $(call variant,$(BUILD)/checked,-DAB_CHECKED -UNDEBUG,$(CHECKS)))
# Recounted more rarely: watched by the sanitizers, the recounts take nine tenths of the time.
$(eval $(call variant,$(BUILD)/asan,-DAB_CHECKED=50 -UNDEBUG $(SANITIZE),$(CHECKS)))
$(eval $(call variant,$(BUILD)/tsan,-DAB_CHECKED=1000 -UNDEBUG -fsanitize=thread,$(CHECKS)))
# Counted by clang, as the source has it: each outcome of each condition. The counts lie in files that are
# mapped, so that who is killed or calls _exit() keeps what it counted; they are shared by all processes
# and threads of a test, which run on one processor, where none loses the other's (atomic counts take 2.5
# times as long). Where a test tells the program nothing of where to count, all share a file.
COUNTED = -fprofile-instr-generate=$(abspath $(BUILD))/covered/counts/%m%c.profraw -fcoverage-mapping \
          -mllvm -runtime-counter-relocation -Wno-unused-command-line-argument
$(eval $(call variant,$(BUILD)/covered,-DAB_CHECKED=1000 -DNDEBUG $(COUNTED),$(CHECKS)))
$(BUILD)/covered/%: private CC = $(COVERED_CC)
$(BUILD)/covered/%: private CFLAGS = -O1
# What a system without threads and files takes; what nothing calls is left out by the linker.
$(eval $(call variant,$(BUILD)/small,-DAB_WITHOUT_THREADS -DAB_WITHOUT_FILES -ffunction-sections -fdata-sections))
# What libFuzzer and AFL++ drive: built once for all targets, each of which is a name of the same program. What
# libFuzzer is told of each comparison would take it half of the time.
$(eval $(call variant,$(BUILD)/fuzzed,-UNDEBUG -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp $(SANITIZE)))
$(eval $(call variant,$(BUILD)/afl,-UNDEBUG $(SANITIZE)))
$(BUILD)/fuzzed/%: private CC = clang
$(BUILD)/afl/%: private CC = afl-clang-fast
$(BUILD)/fuzzed/% $(BUILD)/afl/%: private CFLAGS = -O2 -g1
$(BUILD)/fuzzed/tests/fuzz/fuzz $(BUILD)/afl/tests/fuzz/fuzz: private LDFLAGS += -fsanitize=fuzzer
.PRECIOUS: $(BUILD)/obj/%.o $(BUILD)/covered/obj/%.o $(BUILD)/covered/tests/% $(BUILD)/checked/obj/%.o $(BUILD)/asan/obj/%.o $(BUILD)/tsan/obj/%.o

-include $(shell find $(BUILD) -name platforms -prune -o -name '*.d' -print 2>/dev/null)

# ---- the page ----

# A release brings the template with it, for those who have not what makes it.
$(TEMPLATE): $(wildcard plots/page/* plots/data/*.csv) | $(BUILD)/tools
	@mkdir -p $(@D); \
	plots/page/build $@ $(BUILD)/page || { \
	    status=$$?; [ $$status = 77 ] || exit $$status; \
	    if [ -e plots/page/template.html ]; then cp plots/page/template.html $@; fi; }

# ---- the library for programs ----

# All but the command line, as one object in which only what airbridge.h declares is global; so no
# name inside can clash with one of a program's.
INSIDE = $(patsubst %.c,$(BUILD)/obj/%.o,$(filter-out sim/cli/%,$(SOURCES)))

$(BUILD)/exports: include/airbridge/airbridge.h
	@mkdir -p $(@D)
	@sed -n -e '/^typedef/d' -e 's/^[a-z].*[ *]\(ab_[a-z0-9_]*\)(.*/\1/p' $< >$@

$(BUILD)/exports.map: $(BUILD)/exports
	@{ echo 'AIRBRIDGE$(subst .,_,$(suffix $(SONAME))) { global:'; sed 's/$$/;/' $<; echo 'local: *; };'; } >$@

$(BUILD)/lib/libairbridge.a: $(INSIDE) $(BUILD)/exports $(BUILD)/list
	@mkdir -p $(@D)
	$(Q)$(LD_OF_CC) -r $(INSIDE) -o $(BUILD)/lib/airbridge.o
	$(Q)$(OBJCOPY) --remove-section='.gnu.lto_*' --keep-global-symbols=$(BUILD)/exports $(BUILD)/lib/airbridge.o
	$(Q)rm -f $@
	$(Q)$(AR_OF_CC) rcs $@ $(BUILD)/lib/airbridge.o
	$(call say,$@)

$(BUILD)/lib/$(SHARED): $(INSIDE) $(BUILD)/exports.map $(BUILD)/list
	@mkdir -p $(@D)
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=$(BUILD)/exports.map -Wl,-z,defs \
	    $(CFLAGS) $(WHOLE) $(HARDENING) $(HARDENING_LINK) $(LDFLAGS) $(INSIDE) $(LIBRARIES) -o $@
	$(call say,$@)

small: $(BUILD)/small/program           ## build a program with the library without threads and files
$(BUILD)/small/program: $(BUILD)/small/obj/tests/support/small.o $(BUILD)/small/libairbridge.a
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--gc-sections $^ $$(pkg-config --libs gsl) -lm -o $@
	$(call say,$@)

# ---- the model in a page ----

# The simulator as WebAssembly: what is left without threads and files, with the few files of GSL that
# it calls, which have to be compiled, too. A release brings it with it.
WASM      = $(BUILD)/wasm
MODEL     = $(BUILD)/share/page/model.wasm
MODEL_MOST = 750000
EMCC     ?= emcc
WASM_SOURCES = $(filter sim/base/% sim/engine/% sim/scenario/% sim/model/% sim/study/%,$(SOURCES)) \
               sim/output/json.c plots/page/model/model.c
WASM_GSL = $(addprefix cdf/,beta binomial gamma gauss gaussinv tdist tdistinv) \
           $(addprefix specfunc/,beta elementary erfc exp expint gamma gamma_inc log psi trig zeta) \
           $(addprefix randist/,gauss tdist) $(addprefix qrng/,qrng sobol) $(addprefix sys/,fdiv infnan) \
           err/error err/stream sort/sort statistics/covariance statistics/mean statistics/quantiles
# Random123 knows a few machines only, and multiplies without 128 bits here, which are slower.
WASM_FLAGS = -std=c17 -D_GNU_SOURCE -Iinclude -Isim -I$(WASM)/include -ffp-contract=off -DNDEBUG \
             -DAB_WITHOUT_THREADS -DAB_WITHOUT_FILES -D__riscv \
             -DR123_USE_MULHILO64_C99=1 -DR123_USE_ASM_GNU=0 \
             -Wall -Wextra -Wconversion -Wno-unused -Wno-unused-parameter $(if $(filter true,$(CI)),-Werror)
WASM_SPEED = $(if $(filter sim/engine/% sim/model/%,$<),-O3,$(if $(filter sim/study/%,$<),-Os,-O2))

$(WASM)/include: plots/page/model/sources
	$(Q)plots/page/model/sources $(WASM)
	@touch $@

$(WASM)/list: FORCE
	@$(call remember,$@,echo '$(EMCC) $(WASM_FLAGS)' $(WASM_SOURCES) $(WASM_GSL))

$(WASM)/obj/%.o: %.c $(WASM)/list | $(WASM)/include
	@mkdir -p $(@D)
	$(Q)$(EMCC) $(WASM_FLAGS) $(WASM_SPEED) -MMD -MP -c $< -o $@

$(WASM)/obj/gsl/%.o: $(WASM)/list plots/page/model/config.h | $(WASM)/include
	@mkdir -p $(@D)
	$(Q)$(EMCC) -O2 -ffp-contract=off -w -Iplots/page/model -I$(WASM)/include -I$(WASM)/gsl \
	    -c $(WASM)/gsl/$*.c -o $@

# The stack lies first: where it is used up the model stops, instead of writing over its data.
ifeq ($(wildcard plots/page/model.wasm),)
$(MODEL): $(WASM_SOURCES:%.c=$(WASM)/obj/%.o) $(WASM_GSL:%=$(WASM)/obj/gsl/%.o)
	@mkdir -p $(@D)
	$(Q)$(EMCC) -O3 -sSTANDALONE_WASM --no-entry -sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=1mb \
	    -Wl,--stack-first $^ -o $@
	@chmod 644 $@; size=$$(wc -c <$@); [ "$$size" -lt $(MODEL_MOST) ] || { \
	    echo "make wasm: the model has $$size bytes, more than pages are to carry" >&2; exit 1; }
	$(call say,$@)
else
all: wasm
$(MODEL): plots/page/model.wasm
	@mkdir -p $(@D); cp $< $@
endif

$(BUILD)/share/page/model.js: plots/page/model/model.js
	@mkdir -p $(@D); cp $< $@

wasm: $(MODEL) $(BUILD)/share/page/model.js
wasm:                                   ## build the simulator for pages, as WebAssembly (emscripten)

test-wasm: $(BUILD)/airbridge wasm      ## hold it against the program over all scenarios (Node.js, Chromium)
	@node tests/wasm/same.js $(BUILD)/airbridge $(BUILD)/share/page
	@tests/wasm/live.py $(BUILD)/airbridge $(BUILD)/share/page || [ $$? = 77 ]

# What a program needs besides is needed by static linking only.
$(BUILD)/airbridge.pc: include/airbridge/common.h $(BUILD)/prefix Makefile
	@{ echo 'prefix=$(PREFIX)'; echo 'includedir=$${prefix}/include'; \
	   echo 'libdir=$${prefix}/$(LIBDIR)'; echo; \
	   echo 'Name: airbridge'; echo 'Description: Simulator of rapid deployments by air'; \
	   echo 'Version: $(VERSION)'; \
	   if pkg-config --exists iniparser; \
	   then echo 'Requires.private: gsl, sqlite3, iniparser'; echo 'Libs.private: -lm -pthread'; \
	   else echo 'Requires.private: gsl, sqlite3'; echo 'Libs.private: -liniparser -lm -pthread'; fi; \
	   echo 'Libs: -L"$${libdir}" -lairbridge'; echo 'Cflags: -I"$${includedir}"'; } >$@

# ---- what to do with it ----

deps:                                   ## install the Debian packages that are missing
	@if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then \
	    echo "make deps knows Debian and its kin only; airbridge needs what Debian calls:" >&2; \
	    echo "  $(PACKAGES)" >&2; exit 1; \
	fi; \
	missing=; \
	for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}\n' $$package 2>/dev/null | grep -q ' installed$$' || \
	    missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then echo "make deps: everything is installed"; exit 0; fi; \
	become=; [ "$$(id -u)" = 0 ] || become=sudo; \
	if [ -n "$$become" ] && ! command -v sudo >/dev/null; then \
	    echo "make deps: not installed:$$missing" >&2; \
	    echo "make deps: there is no sudo here; as root:" \
	        "apt-get install -y --no-install-recommends$$missing" >&2; exit 1; \
	fi; \
	echo "make deps: installing$$missing$${become:+ (by sudo)}"; \
	mkdir -p $(BUILD); \
	{ $$become apt-get update && \
	  $$become env DEBIAN_FRONTEND=noninteractive \
	      apt-get install -y --no-install-recommends $$missing; } </dev/null >$(BUILD)/deps.log 2>&1 || \
	{ cat $(BUILD)/deps.log; exit 1; }

demo: deps $(BUILD)/airbridge           ## install, build, simulate January 2022, draw it and make its page
	$(BUILD)/airbridge run scenarios/january-2022.ini -o out/january-2022 -n 200 --trace --force
	AIRBRIDGE_PLOTS=plots $(BUILD)/airbridge plot out/january-2022
	$(BUILD)/airbridge page out/january-2022

test check: all $(BUILD)/checked/airbridge $(BUILD)/checked/sorted $(TESTS:%=$(BUILD)/checked/tests/%)
test:                                   ## build with invariant checks and run every test
	@tests/run $(BUILD)/airbridge $(BUILD)/checked

check:                                  ## the same without what takes long: an answer within 2 minutes
	@tests/run $(BUILD)/airbridge $(BUILD)/checked quick

quick: check

test-fresh:                             ## install, build, draw and test on a bare Debian 12 (root, debootstrap)
	@tests/fresh

asan: $(BUILD)/asan/airbridge $(TESTS:%=$(BUILD)/asan/tests/%)
asan:                                   ## run every test under address and undefined sanitizers
	@LIMIT=3600 tests/run $(BUILD)/asan/airbridge $(BUILD)/asan

# Whatever runs threads, or is stopped while they run.
THREADED = $(patsubst tests/%.c,%,$(shell grep -lE '#include "(study|output/output|support/study_scene)|airbridge/airbridge' \
           tests/*/test_*.c)) cli/sweep cli/compare cli/signals cli/determinism cli/beyond cli/database
tsan: $(BUILD)/tsan/airbridge $(patsubst %,$(BUILD)/tsan/tests/%,$(filter-out cli/%,$(THREADED)))
tsan:                                   ## run every test that has threads under the thread sanitizer
	@LIMIT=3600 tests/run $(BUILD)/tsan/airbridge $(BUILD)/tsan $(THREADED)

oracles: $(BUILD)/airbridge $(patsubst %,$(BUILD)/tests/%,$(filter oracles/test_oracles%,$(TESTS)))
oracles:                                ## print what theory says beside what is simulated
	@tests/support/oracles.sh $(BUILD)/airbridge $(BUILD)

test-cluster: $(BUILD)/airbridge        ## sweep on Slurm and GNU parallel (root, installs them)
	@tests/support/cluster $(BUILD)/airbridge

print-gsl:
	@echo '$(WASM_GSL)'

test-platforms: $(BUILD)/airbridge      ## hold it against itself on other machines, PLATFORMS, by REPLICATIONS (qemu)
	@GSL_FILES='$(WASM_GSL)' tests/trust/platforms $(BUILD)/airbridge $(BUILD)

test-peers: $(BUILD)/airbridge          ## let DuckDB and a validator from npm read results (root, or npm there)
	@tests/support/peers $(BUILD)/airbridge $(BUILD)

test-page: $(BUILD)/airbridge           ## try pages in chromium, without a screen (installs it: root or sudo)
	@tests/page/run $(BUILD)/airbridge

# All of the library in one file, for the counts of all test programs.
$(BUILD)/covered/everything: $(BUILD)/covered/obj/sim/main.o $(BUILD)/covered/libairbridge.a
	$(Q)$(CC) $(COUNTED) $(CFLAGS) $< -Wl,--whole-archive $(BUILD)/covered/libairbridge.a -Wl,--no-whole-archive \
	    $(LIBRARIES) $(PROGRAM_LIBRARIES) -o $@

# What every test reached, each counted again when it or the program is another.
COVERED_ALL  = $(TESTS) $(patsubst tests/%.bats,%,$(wildcard tests/cli/*.bats)) trust/fail trust/memory
COVERED_NOW  = $(foreach t,$(COVERED_ALL),$(if $(COVERED),$(if $(filter $(COVERED),$t $(notdir $t)),$t),$t))

# Which commit a program is of is no other program.
COVERED_OBJECTS = $(patsubst %.c,$(BUILD)/covered/obj/%.o,$(filter-out sim/base/version.c,$(SOURCES)))

$(BUILD)/covered/counts/%.profdata: $(BUILD)/covered/obj/tests/%.o $(COVERED_OBJECTS) | $(BUILD)/covered/tests/% $(BUILD)/covered/airbridge
	@tests/trust/count $(BUILD)/covered $*

$(BUILD)/covered/counts/cli/%.profdata: tests/cli/%.bats $(COVERED_OBJECTS) | $(BUILD)/covered/airbridge $(TEMPLATE)
	@tests/trust/count $(BUILD)/covered cli/$*

# Calls that fail, two thousand of them, and everybody who asks for memory.
$(BUILD)/covered/counts/trust/fail.profdata: HOW = --most 2000
$(BUILD)/covered/counts/trust/memory.profdata: HOW = --kind memory --callers 5
$(BUILD)/covered/counts/trust/%.profdata: $(COVERED_OBJECTS) | $(BUILD)/covered/airbridge $(BUILD)/trust/fail.so $(TEMPLATE)
	@tests/trust/count $(BUILD)/covered trust/$* tests/trust/fail $(BUILD)/covered/airbridge $(BUILD)/trust/fail.so $(HOW)

covered: $(BUILD)/covered/everything $(COVERED_NOW:%=$(BUILD)/covered/counts/%.profdata)
covered:                                ## count the lines and branches that the tests reach (COVERED names some; clang)
	@tests/trust/covered $(BUILD)/covered

coverage: $(BUILD)/tests/bench/coverage_until ## count how often 95 % intervals of --until hold the truth
	@$<

soak: $(BUILD)/checked/tests/fuzz/soak       ## try SOAK_COUNT scenarios made up by chance, from SOAK_SEED on
	@$< $(SOAK_SEED) $(SOAK_COUNT)

kills: $(BUILD)/airbridge               ## kill it KILLS times, cut the power (CUTS), damage journals (FLIPS)
	@tests/trust/kills $(BUILD)/airbridge --kills $(KILLS) --cuts $(CUTS) --flips $(FLIPS) \
	    --seed $(KILLS_SEED) --part $(KILLS_PART) --record

test-limits: $(BUILD)/airbridge         ## hold the memory that runs take against what `check` tells; the largest page
	@tests/trust/largest_page.py $(BUILD)/airbridge
	@tests/trust/limits.py $(BUILD)/airbridge

NUDGED_REPLICATIONS ?= 1000
NUDGED_WAYS         ?= 8
nudged: $(BUILD)/airbridge $(BUILD)/sorted ## hold trajectories against those of other mathematics and another queue
	@tests/trust/nudged $^ $(NUDGED_REPLICATIONS) $(NUDGED_WAYS)

# Goes on where it was ended; what was said is kept in $(BUILD)/streams.
STREAMS_MINUTES ?= 0
streams: $(BUILD)/tests/trust/streams   ## let dieharder, rngtest and ent judge the random numbers (hours)
	@tests/trust/streams $< $(BUILD)/streams $(STREAMS_MINUTES)

# Leaks are looked for by LeakSanitizer, preloaded: gcc brings it.
$(BUILD)/trust/fail.so: tests/trust/fail.c $(BUILD)/tools
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -O2 -shared $< -o $@

test-faults: $(BUILD)/airbridge $(BUILD)/trust/fail.so ## let calls fail in every command, FAULTS_MOST points of FAULTS_PART, K/N
	@tests/trust/fail $^ --most $(FAULTS_MOST) --part $(FAULTS_PART) --minutes $(FAULTS_MINUTES) --record \
	    --leaks "$$(gcc -print-file-name=liblsan.so 2>/dev/null | grep / || :)"

# What mutants are made of: everything with invariant checks, the program without, and what counts lines.
MUTATED = $(filter sim/engine/% sim/scenario/% sim/model/% sim/study/% sim/output/%,$(SOURCES))
mutants-built: $(patsubst %.c,$(BUILD)/checked/obj/%.o,$(SOURCES) sim/main.c $(SUPPORT) $(TESTS:%=tests/%.c) tests/fuzz/soak.c)
mutants-built: $(patsubst %.c,$(BUILD)/obj/%.o,$(SOURCES) sim/main.c) $(TEMPLATE)
.PHONY: mutants-built mutants-counted
mutants-counted: $(patsubst %.c,$(BUILD)/checked/obj/%.o,$(MUTATED) $(CHECKS))
MUTANTS_COUNT = -O1 -UAB_CHECKED -DAB_CHECKED=1000 -fprofile-instr-generate -fcoverage-mapping \
                -mllvm -runtime-counter-relocation

mutants:                                ## make MUTANTS small faults, count those that a test tells (clang, lld)
	@for tool in $(lastword $(CLANG)) ld.lld llvm-cov llvm-profdata bats; do \
	    command -v $$tool >/dev/null || { echo "make mutants needs $$tool" >&2; exit 77; }; \
	done
	@$(MAKE) BUILD=$(BUILD)/mutants CC='$(CLANG)' CFLAGS=-O1 mutants-built
	@$(MAKE) BUILD=$(BUILD)/mutants/map CC='$(CLANG)' \
	    CFLAGS='$(MUTANTS_COUNT)' mutants-counted
	@export COMPILE="$(CLANG) $(FLAGS) -O1 $(LIBRARY_FLAGS)" LINK="$(lastword $(CLANG)) -fuse-ld=lld" \
	    LIBRARIES="$(LIBRARIES) $(PROGRAM_LIBRARIES)" TEST_LIBS="$(TEST_LIBS)"; \
	tests/trust/mutants $(BUILD)/mutants $(MUTANTS_DO) $(MUTANTS) $(MUTANTS_SEED) $(MUTANTS_PART)

trust:                                  ## print what the long checks measured when they last ran
	@tests/trust/show

# As fast as the compiler can make it, whatever the program is built with.
$(BUILD)/obj/tests/bench/stick.o: CFLAGS = -O3

STICK = $(BUILD)/tests/bench/stick
bench: $(BUILD)/airbridge $(STICK) $(BENCHES:%=$(BUILD)/tests/%)
bench:                                  ## measure the program beside a hand-written loop, then its parts
	@tests/bench/measure.py $(BUILD)/airbridge $(BUILD)
	@for bench in $(BENCHES:%=$(BUILD)/tests/%); do \
	    echo "== $${bench##*/}"; \
	    case $$bench in \
	    *_replications|*_rows) $$bench $(BENCH_SCENARIO);; \
	    *_bind) $$bench $(BENCH_SCENARIO) $(BENCH_BIND);; \
	    *_sweep) $$bench $(BENCH_SCENARIO) '$(BENCH_VARY)' scenarios/small/shuttle.ini;; \
	    *) $$bench;; \
	    esac || exit 1; \
	done

bench-growth: $(BUILD)/airbridge $(STICK) ## draw time and memory against size, for README.md too
	@mkdir -p $(BUILD)/growth
	@tests/bench/measure.py $(BUILD)/airbridge $(BUILD) growth >$(BUILD)/growth/growth.csv
	@gnuplot -c plots/readme/growth.gp $(BUILD)/growth
	cp $(BUILD)/growth/growth.csv $(BUILD)/growth/growth.png plots/readme/

accept: readme pages                        ## take today's results for what tests of history and pages expect
	@tests/support/accept.sh $(BUILD)/airbridge

readme: $(BUILD)/airbridge              ## bring what README.md and other pages show up to date
	@tests/support/readme $(BUILD)/airbridge accept
	@$(BUILD)/airbridge run scenarios/january-2022.ini -o $(BUILD)/readme -n 200 --trace --force -q
	@AIRBRIDGE_PLOTS=plots $(BUILD)/airbridge plot -q $(BUILD)/readme
	@$(BUILD)/airbridge sweep scenarios/january-2022.ini -o $(BUILD)/readme-sweep -n 100 --force -q \
	    --vary 'contingent.vdv-98.load_interval=0.5 h..3 h step 0.25 h'
	@AIRBRIDGE_PLOTS=plots $(BUILD)/airbridge plot -q $(BUILD)/readme-sweep
	@mkdir -p plots/readme
	cp $(BUILD)/readme/plots/landings.png $(BUILD)/readme-sweep/plots/sweep.png plots/readme/

fuzz:                                   ## give every target what fuzzers make up, FUZZ_SECONDS each or FUZZ_RUNS in all (clang; AFL++ too)
	+@tests/trust/fuzz $(BUILD)

# What is installed, a line each: its mode (or that it is a link), what, and where under PREFIX.
PAGES = sim/cli/pages
define to_install
{ echo '755 $(BUILD)/airbridge bin/airbridge'; \
  echo '644 include/airbridge/airbridge.h include/airbridge/airbridge.h'; \
  echo '644 include/airbridge/common.h include/airbridge/common.h'; \
  echo '644 $(BUILD)/lib/libairbridge.a $(LIBDIR)/libairbridge.a'; \
  echo '755 $(BUILD)/lib/$(SHARED) $(LIBDIR)/$(SHARED)'; \
  echo 'link $(SHARED) $(LIBDIR)/$(SONAME)'; \
  echo 'link $(SONAME) $(LIBDIR)/libairbridge.so'; \
  echo '644 $(BUILD)/airbridge.pc $(LIBDIR)/pkgconfig/airbridge.pc'; \
  echo '644 $(PAGES)/airbridge.1 share/man/man1/airbridge.1'; \
  echo '644 $(PAGES)/airbridge.bash share/bash-completion/completions/airbridge'; \
  echo '644 $(PAGES)/airbridge.zsh share/zsh/site-functions/_airbridge'; \
  echo '644 $(PAGES)/airbridge.fish share/fish/vendor_completions.d/airbridge.fish'; \
  echo '644 README.md share/doc/airbridge/README.md'; \
  echo '644 include/README.md share/doc/airbridge/library.md'; \
  echo '644 sim/model/README.md share/doc/airbridge/model.md'; \
  echo '644 sim/output/README.md share/doc/airbridge/tables.md'; \
  echo '644 sim/RELEASES.md share/doc/airbridge/RELEASES.md'; \
  echo '644 LICENSE share/doc/airbridge/LICENSE'; \
  echo '644 plots/data/LICENSES share/doc/airbridge/LICENSES-of-data'; \
  if [ -e $(TEMPLATE) ]; then echo '644 $(TEMPLATE) share/airbridge/page/template.html'; fi; \
  if [ -e $(MODEL) ]; then echo '644 $(MODEL) share/airbridge/page/model.wasm'; \
      echo '644 plots/page/model/model.js share/airbridge/page/model.js'; fi; \
  find scenarios plots -type f ! -path 'plots/readme/*' ! -path 'plots/page/*' | LC_ALL=C sort | \
      sed 's|.*|644 & share/airbridge/&|'; }
endef
# What was, so that it can be taken back, folders included, and nothing of anybody else. A prefix with
# another slash is the same prefix.
define look_at_prefix
set -eu; prefix=$$(printf '%s' '$(PREFIX)' | sed 's|//*|/|g; s|/$$||'); \
case $$prefix in ''|/*) ;; *) echo "make $@: PREFIX must begin with /, not $(PREFIX)" >&2; exit 1;; esac; \
record='$(DESTDIR)'$$prefix/share/airbridge/installed
endef

install: $(BUILD)/airbridge $(BUILD)/lib/libairbridge.a $(BUILD)/lib/$(SHARED) $(BUILD)/airbridge.pc
install:                                ## install under PREFIX (default /usr/local), DESTDIR before it
	@$(look_at_prefix); \
	rm -f $(BUILD)/folders $(BUILD)/files $(BUILD)/to-install $(BUILD)/installed; \
	: >$(BUILD)/folders; : >$(BUILD)/files; $(to_install) >$(BUILD)/to-install; \
	folder() { \
	    [ -d '$(DESTDIR)'"$$1/" ] || { folder "$${1%/*}"; mkdir -m 755 '$(DESTDIR)'"$$1"; \
	                                   echo "folder $$1" >>$(BUILD)/folders; }; }; \
	[ -z '$(DESTDIR)' ] || mkdir -p '$(DESTDIR)'; \
	while read -r mode what where; do \
	    where=$$prefix/$$where; \
	    folder "$${where%/*}"; \
	    case $$mode in \
	    link) ln -sfn "$$what" '$(DESTDIR)'"$$where";; \
	    *) install -m $$mode "$$what" '$(DESTDIR)'"$$where";; \
	    esac; \
	    echo "file $$where" >>$(BUILD)/files; \
	done <$(BUILD)/to-install; \
	if [ -e "$$record" ]; then \
	    sed -n 's/^file //p' "$$record" | while read -r where; do \
	        grep -qxF "file $$where" $(BUILD)/files || rm -f '$(DESTDIR)'"$$where"; \
	    done; \
	    grep '^folder ' "$$record" >>$(BUILD)/folders || :; \
	fi; \
	LC_ALL=C sort -u $(BUILD)/folders $(BUILD)/files >$(BUILD)/installed; \
	install -m 644 $(BUILD)/installed "$$record"; \
	echo "  installed under $(DESTDIR)$(PREFIX)"

uninstall:                              ## take back what install put there
	@$(look_at_prefix); \
	[ -e "$$record" ] || { echo "make uninstall: nothing of airbridge is under $(DESTDIR)$(PREFIX)" >&2; \
	                       exit 1; }; \
	mkdir -p $(BUILD); cp -f "$$record" $(BUILD)/installed; \
	sed -n 's/^file //p' $(BUILD)/installed | while read -r where; do rm -f '$(DESTDIR)'"$$where"; done; \
	rm -f "$$record"; \
	sed -n 's/^folder //p' $(BUILD)/installed | LC_ALL=C sort -r | while read -r where; do \
	    rmdir '$(DESTDIR)'"$$where" 2>/dev/null || :; \
	done; \
	echo "  taken back from $(DESTDIR)$(PREFIX)"

pages: $(BUILD)/airbridge               ## bring the manual page and the completions up to date
	@mkdir -p $(PAGES)
	$(BUILD)/airbridge help man >$(PAGES)/airbridge.1
	for shell in bash zsh fish; do \
	    $(BUILD)/airbridge help completion $$shell >$(PAGES)/airbridge.$$shell || exit 1; \
	done

dist: archive = $(BUILD)/airbridge-$(VERSION).tar
dist: | $(filter wasm,$(MAKECMDGOALS)) $(TEMPLATE)
dist:                                   ## make the archive of the release, of what is committed; after `make wasm` with it
	@[ -e .git ] || { echo "make dist: this is not the top of a git repository" >&2; exit 1; }
	@git diff --quiet HEAD -- plots || \
	    { echo "make dist: what is under plots is not what is committed, and the template is made of it" >&2; exit 1; }
	@mkdir -p $(BUILD)
	$(Q)git -c tar.umask=0022 archive --format=tar --prefix=airbridge-$(VERSION)/ -o $(archive) \
	    --prefix=airbridge-$(VERSION)/plots/page/ \
	    $$(for file in $(TEMPLATE) $(MODEL); do [ ! -e $$file ] || echo --add-file=$$file; done) \
	    --prefix=airbridge-$(VERSION)/ HEAD
	$(Q)gzip -9nf $(archive)
	$(call say,$(archive).gz)

format:                                 ## lay the sources out by .clang-format
	clang-format -i $(C_FILES) $(H_FILES)

lint: $(MADE)                           ## static checks, as far as their programs are installed
	@status=0; \
	try() { command -v $$1 >/dev/null || { echo "lint: no $$1 here, skipped"; return; }; \
	        echo "lint: $$1"; "$$@" || status=1; }; \
	try clang-format --dry-run --Werror $(C_FILES) $(H_FILES); \
	try cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppress=missingIncludeSystem --suppress=ctuuninitvar --suppress=ctunullpointer \
	    --error-exitcode=1 -Iinclude -Isim -I$(BUILD)/made $(SOURCES) sim/main.c; \
	try clang-tidy --quiet \
	    $(SOURCES) sim/main.c -- $(FLAGS) -I$(BUILD)/made 2>$(BUILD)/lint; \
	grep -v ' warnings* generated\.$$' $(BUILD)/lint >&2; \
	try shellcheck plots/page/build tests/page/run tests/run tests/fresh tests/install tests/support/readme tests/support/cluster \
	    tests/trust/platforms tests/trust/hashes tests/trust/shards $(wildcard tests/support/*.sh) plots/page/model/sources .ci/run; \
	try shellcheck -s bash $(PAGES)/airbridge.bash; \
	exit $$status

# Debian makes all of it anew: what it makes packages of is what is committed, without the template that the
# archive of a release brings; where there is no git, this folder.
DEB = $(BUILD)/deb
SINCE = $$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Makefile)

deb:                                    ## make packages for Debian, in build/deb (debhelper, and what .ci/debian/control names)
	@command -v dpkg-buildpackage >/dev/null || { echo "make deb: dpkg-buildpackage is not installed (dpkg-dev)" >&2; exit 1; }
	@rm -rf $(DEB); mkdir -p $(DEB)
	@if [ -e .git ]; then git -c tar.umask=0022 archive --format=tar --prefix=airbridge-$(VERSION)/ HEAD; \
	else tar -c --sort=name --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw --mtime=@$(SINCE) \
	    --exclude=./build --exclude=./out --exclude=./plots/page/template.html --exclude=./plots/page/model.wasm \
	    --transform='s|^\.|airbridge-$(VERSION)|' .; fi | gzip -9n >$(DEB)/airbridge_$(VERSION).orig.tar.gz
	@tar -xzf $(DEB)/airbridge_$(VERSION).orig.tar.gz -C $(DEB)
	@cp -r .ci/debian $(DEB)/airbridge-$(VERSION)/debian
	@{ echo 'airbridge ($(VERSION)-1) unstable; urgency=medium'; echo; \
	   echo '  * Release $(VERSION); see RELEASES.md.'; echo; \
	   echo " -- The airbridge developers <maintainers@airbridge.invalid>  $$(LC_ALL=C TZ=UTC date -R -d @$(SINCE))"; \
	} >$(DEB)/airbridge-$(VERSION)/debian/changelog
	$(Q)cd $(DEB)/airbridge-$(VERSION) && env -u MAKEFLAGS -u MAKELEVEL -u BUILD dpkg-buildpackage -us -uc

test-packages:                          ## build packages on bare machines, Debian 12 and 13, look at them, install and try them
	@tests/trust/package

clean:                                  ## remove everything that was built
	rm -rf $(BUILD)
