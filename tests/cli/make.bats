# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# The Makefile on machines where something is missing. What it would install is recorded by
# stand-ins for the package tools; nothing is installed.
load common

# Stand-ins: every package is installed but the given ones; apt-get and sudo write a log.
fake_debian() {
    mkdir -p bin
    cat >bin/dpkg-query <<END
#!/bin/sh
for last; do :; done
case " $* " in *" \$last "*) exit 1;; esac
echo 'install ok installed'
END
    # shellcheck disable=SC2016
    printf '#!/bin/sh\necho "apt-get $*" >>%s/log\n' "$PWD" >bin/apt-get
    # shellcheck disable=SC2016
    printf '#!/bin/sh\necho sudo >>%s/log\nexec "$@"\n' "$PWD" >bin/sudo
    printf '#!/bin/sh\necho 0\n' >bin/id
    chmod +x bin/*
    PATH=$PWD/bin:$PATH
}

make_here() {
    make -s -C "$ROOT" BUILD="$PWD/build" "$@"
}

@test "deps asks for nothing when everything is installed" {
    fake_debian
    run -0 make_here deps
    output_is "make deps: everything is installed"
    [ ! -e log ]
}

@test "deps installs what is missing and nothing else" {
    fake_debian bats libgsl-dev
    run -0 make_here deps
    output_is "make deps: installing libgsl-dev bats"
    [ "$(cat log)" = "apt-get update
apt-get install -y --no-install-recommends libgsl-dev bats" ]
}

@test "deps is silent about its work, unless that fails" {
    fake_debian bats
    printf '#!/bin/sh\necho "of $1"\n[ "$1" = update ]\n' >bin/apt-get
    run ! make_here deps
    [[ "$output" == "make deps: installing bats
of update
of install"* ]]
    printf '#!/bin/sh\necho "of $1"\n' >bin/apt-get
    run -0 make_here deps
    output_is "make deps: installing bats"
}

@test "make works on all cores, unless -j says otherwise" {
    # A compiler that only tells how many may work at a time.
    mkdir bin
    printf '#!/bin/sh\necho "$MAKEFLAGS" >>%s/flags\nexit 1\n' "$PWD" >bin/cc
    chmod +x bin/cc
    run ! make_here CC="$PWD/bin/cc"
    grep -qw -- "-j$(nproc)" flags
    rm flags
    run ! make_here CC="$PWD/bin/cc" -j 7
    grep -qw -- "-j7" flags
}

@test "deps becomes root by sudo when it is not" {
    fake_debian gnuplot-nox
    printf '#!/bin/sh\necho 1000\n' >bin/id
    run -0 make_here deps
    output_is "make deps: installing gnuplot-nox (by sudo)"
    [ "$(cat log)" = "sudo
apt-get update
sudo
apt-get install -y --no-install-recommends gnuplot-nox" ]
}

@test "deps without root and sudo says what root would have to do" {
    fake_debian gnuplot-nox bats
    printf '#!/bin/sh\necho 1000\n' >bin/id
    mkdir only
    for tool in make sh env grep; do
        ln -s "$(command -v "$tool")" only/
    done
    rm bin/sudo
    run -2 --separate-stderr env PATH="$PWD/bin:$PWD/only" make -s -C "$ROOT" BUILD="$PWD/build" deps
    stderr_has "make deps: not installed: gnuplot-nox bats
make deps: there is no sudo here; as root: apt-get install -y --no-install-recommends gnuplot-nox bats"
    [ ! -e log ]
}

@test "deps without apt-get says what is needed" {
    fake_debian
    mkdir only
    for tool in make sh env; do
        ln -s "$(command -v "$tool")" only/
    done
    run -2 --separate-stderr env PATH="$PWD/only" make -s -C "$ROOT" BUILD="$PWD/build" deps
    stderr_has "make deps knows Debian and its kin only; airbridge needs what Debian calls:"
    stderr_has "libiniparser-dev"
}

@test "a missing library is named together with the way to get it" {
    mkdir bin
    printf '#!/bin/sh\nexit 1\n' >bin/pkg-config
    chmod +x bin/pkg-config
    PATH=$PWD/bin:$PATH run -2 --separate-stderr make_here
    stderr_has "airbridge: not installed: gsl zlib sqlite3 - run \`make deps\`"
}

@test "a missing compiler is named together with the way to get it" {
    run -2 --separate-stderr make_here CC=no-such-compiler
    stderr_has "airbridge: not installed: no-such-compiler - run \`make deps\`"
}

@test "demo installs before it looks for anything" {
    run -0 make_here -n demo
    install=$(grep -n 'apt-get update' <<<"$output" | head -n 1 | cut -d: -f1)
    look=$(grep -n 'pkg-config --exists' <<<"$output" | head -n 1 | cut -d: -f1)
    [ "$install" -lt "$look" ]
}

@test "help lists every target that a user may want" {
    run -0 make_here help
    for target in all deps demo test check test-fresh test-cluster oracles soak trust bench bench-growth asan readme accept pages \
        install uninstall dist deb test-packages clean format lint fuzz; do
        grep -q "^make $target " <<<"$output"
    done
}

@test "what is built is hardened as far as the compiler can" {
    make_here "$PWD/build/hardening" "$PWD/build/hardening-link"
    run -0 cat build/hardening build/hardening-link
    [[ "$output" == *"-fstack-protector-strong"* ]]
    [[ "$output" == *"_FORTIFY_SOURCE="* ]]
    [[ "$output" == *"-Wl,-z,relro -Wl,-z,now"* ]]
    # Programs and libraries get them, whoever does not want them leaves them out.
    run -0 make_here -n V=1 "$PWD/build/obj/sim/main.o"
    [[ "$output" == *"cat $PWD/build/hardening)"* ]]
    run -0 make_here -n V=1 HARDENING= "$PWD/build/obj/sim/main.o"
    [[ "$output" != *"cat $PWD/build/hardening)"* ]]
}

@test "gcc clears records as fast as it can where it knows how, and whoever does not want that leaves it out" {
    make_here CC=gcc "$PWD/build/tuning"
    [[ "$(uname -m)" != x86_64 || "$(cat build/tuning)" == *-mmemset-strategy=* ]]
    run -0 make_here -n V=1 CC=gcc "$PWD/build/obj/sim/main.o"
    [[ "$output" == *"cat $PWD/build/tuning)"* ]]
    run -0 make_here -n V=1 CC=gcc TUNING= "$PWD/build/obj/sim/main.o"
    [[ "$output" != *"cat $PWD/build/tuning)"* ]]
}
