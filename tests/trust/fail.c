/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fail.c - a machine that fails on request, around a program that knows nothing of it.
 *
 * `fail` preloads this into the program. Before main it becomes a server: for each byte on its control
 * descriptor it forks a process, in which main runs under the plan that lies in shared memory, and
 * answers with a byte when that has ended. So a try costs no start of the program.
 *
 * Calls of the system fail where the C library makes them, whether a function of stdio, SQLite or
 * the program asked for it: seccomp stops a call that is made from the C library's own code with a
 * signal, whose handler counts it, makes it or lets it fail. A close that fails has closed, as on Linux.
 * Allocations, threads and programs that are started fail in functions that stand before those of the
 * C library, and so reach GSL, iniparser and SQLite too. */
#include <errno.h>
#include <execinfo.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

enum kind {
    MEMORY,
    THREAD,
    SPAWN,
    OPEN,
    READ,
    WRITE,
    SYNC,
    CLOSE,
    RENAME,
    LINK,
    UNLINK,
    MKDIR,
    LOCK,
    CUT,
    STAT,
    LIST,
    MAP,
    NAME,
    OTHER,
    KINDS
};

/* As `fail` calls them, in the order above. */
static const char kind_names[] =
    "memory thread spawn open read write sync close rename link unlink "
    "mkdir lock cut stat list map name other\n";

static const struct call {
    int number;
    enum kind kind;
} calls[] = {
    {SYS_open, OPEN},         {SYS_openat, OPEN},     {SYS_creat, OPEN},
    {SYS_memfd_create, OPEN}, {SYS_read, READ},       {SYS_pread64, READ},
    {SYS_readv, READ},        {SYS_write, WRITE},     {SYS_pwrite64, WRITE},
    {SYS_writev, WRITE},      {SYS_fsync, SYNC},      {SYS_fdatasync, SYNC},
    {SYS_close, CLOSE},       {SYS_rename, RENAME},   {SYS_renameat, RENAME},
    {SYS_renameat2, RENAME},  {SYS_link, LINK},       {SYS_linkat, LINK},
    {SYS_symlink, LINK},      {SYS_unlink, UNLINK},   {SYS_unlinkat, UNLINK},
    {SYS_rmdir, UNLINK},      {SYS_mkdir, MKDIR},     {SYS_mkdirat, MKDIR},
    {SYS_flock, LOCK},        {SYS_ftruncate, CUT},   {SYS_fallocate, CUT},
    {SYS_stat, STAT},         {SYS_fstat, STAT},      {SYS_lstat, STAT},
    {SYS_newfstatat, STAT},   {SYS_statx, STAT},      {SYS_access, STAT},
    {SYS_faccessat, STAT},    {SYS_faccessat2, STAT}, {SYS_readlink, STAT},
    {SYS_readlinkat, STAT},   {SYS_getdents64, LIST}, {SYS_mmap, MAP},
    {SYS_mremap, MAP},        {SYS_brk, MAP},         {SYS_socket, NAME},
    {SYS_bind, NAME},         {SYS_dup, OTHER},       {SYS_fcntl, OTHER},
    {SYS_lseek, OTHER},       {SYS_ioctl, OTHER},     {SYS_sysinfo, OTHER},
    {SYS_getrandom, OTHER},   {SYS_getcwd, OTHER},    {SYS_sched_getaffinity, OTHER},
};
enum { CALLS = sizeof calls / sizeof calls[0], STACKS_MAX = 1 << 20, DEPTH_MAX = 48 };

/* What `fail` and the processes share; fail reads and writes it by these offsets. */
struct shared {
    int32_t kind;       /* what fails, or -1: nothing, and all is counted */
    int32_t error;      /* with which errno */
    int64_t first;      /* the one that fails, from 1 on */
    int32_t persistent; /* all that follow fail too */
    int32_t status;     /* the process's, as wait tells it */
    int32_t in_parser;  /* it crashed in the INI library's own code */
    int32_t failed;     /* how many did */
    int32_t unsaid;     /* of them, writes of messages */
    atomic_int_least64_t count[KINDS];
    uint32_t stack[STACKS_MAX]; /* who asked for the n-th allocation, where nothing fails */
};

static struct shared *shared;
static bool armed; /* in this process, main is running */
static __thread bool looking __attribute__((tls_model("initial-exec")));
static uintptr_t libc_first, libc_end, parser_first, parser_end; /* code */
static struct {
    uintptr_t base, first, end;
} part_of_code[64]; /* of the program and all libraries */
static int parts_of_code;

/* ---- counting ---- */

/* Counts a call; whether it is to fail. */
static bool fails(enum kind kind)
{
    if (!armed) {
        return false;
    }
    const int64_t number = ++shared->count[kind];
    if ((int32_t)kind != shared->kind ||
        (shared->persistent ? number < shared->first : number != shared->first)) {
        return false;
    }
    shared->failed++;
    return true;
}

/* The part of the code that an address is in, or how many there are. */
static int part_at(uintptr_t at)
{
    int i = 0;
    while (i < parts_of_code && (at < part_of_code[i].first || at >= part_of_code[i].end)) {
        i++;
    }
    return i;
}

/* Where code lies that has an address, from the beginning of its library on: the same in each process. */
static uint32_t place_of(void *address)
{
    const uintptr_t at = (uintptr_t)address;
    const int i = part_at(at);
    return i < parts_of_code ? (uint32_t)(at - part_of_code[i].base + 977U * (uintptr_t)i) : 0;
}

/* Notes by a number who asks for memory, so that each asker can be tried: the innermost callers, of which
 * `first` says how many. */
static void note_stack(void)
{
    const int64_t number = shared->count[MEMORY];
    if (shared->kind >= 0 || looking || number > STACKS_MAX) {
        return;
    }
    looking = true;
    void *frame[DEPTH_MAX];
    const int depth = backtrace(frame, DEPTH_MAX);
    uint32_t sum = 2166136261U;
    for (int i = 2; i < depth && i - 2 < shared->first; i++) {
        sum = (sum ^ place_of(frame[i])) * 16777619U;
    }
    shared->stack[number - 1] = sum;
    looking = false;
}

/* ---- allocations, threads, programs ---- */

#define NEXT(name)                                                                                 \
    static __typeof__(&(name)) next;                                                               \
    if (next == NULL) {                                                                            \
        *(void **)&next = dlsym(RTLD_NEXT, #name);                                                 \
    }

static bool no_memory(void)
{
    if (!armed || looking) {
        return false;
    }
    const bool none = fails(MEMORY);
    if (none) {
        errno = shared->error;
    } else {
        note_stack();
    }
    return none;
}

void *malloc(size_t size)
{
    NEXT(malloc)
    return no_memory() ? NULL : next(size);
}

void *calloc(size_t count, size_t size)
{
    NEXT(calloc)
    return no_memory() ? NULL : next(count, size);
}

void *realloc(void *memory, size_t size)
{
    NEXT(realloc)
    return no_memory() ? NULL : next(memory, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    NEXT(posix_memalign)
    return no_memory() ? ENOMEM : next(memory, alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    NEXT(aligned_alloc)
    return no_memory() ? NULL : next(alignment, size);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument)
{
    NEXT(pthread_create)
    return fails(THREAD) ? shared->error : next(thread, attributes, start, argument);
}

int posix_spawnp(pid_t *child, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const argv[], char *const envp[])
{
    NEXT(posix_spawnp)
    return fails(SPAWN) ? shared->error : next(child, file, actions, attributes, argv, envp);
}

/* The clock stands still, so that two results are alike to the byte. */
int clock_gettime(clockid_t clock, struct timespec *now)
{
    (void)clock;
    *now = (struct timespec){.tv_sec = 1767225600};
    return 0;
}

time_t time(time_t *now)
{
    const time_t still = 1767225600;
    if (now != NULL) {
        *now = still;
    }
    return still;
}

/* ---- calls of the system ---- */

/* A call of the system from here, where none is stopped; minus an errno when it fails. */
static long call_system(long number, const greg_t *r)
{
    register long fourth __asm__("r10") = r[REG_R10];
    register long fifth __asm__("r8") = r[REG_R8];
    register long sixth __asm__("r9") = r[REG_R9];
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(r[REG_RDI]), "S"(r[REG_RSI]), "d"(r[REG_RDX]), "r"(fourth),
                       "r"(fifth), "r"(sixth)
                     : "rcx", "r11", "memory");
    return result;
}

/* What a call that failed was to fill in holds anything. */
static void spoil(int number, const greg_t *r)
{
    const int at = number == SYS_sysinfo                                              ? REG_RDI
                   : number == SYS_newfstatat                                         ? REG_RDX
                   : number == SYS_stat || number == SYS_fstat || number == SYS_lstat ? REG_RSI
                                                                                      : -1;
    if (at >= 0) {
        memset((void *)r[at], 0x5a,
               number == SYS_sysinfo ? sizeof(struct sysinfo) : sizeof(struct stat));
    }
}

static void on_call(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
    const int number = info->si_syscall;
    int i = 0;
    while (i < CALLS - 1 && calls[i].number != number) {
        i++;
    }
    const bool failing = fails(calls[i].kind);
    const greg_t address = r[REG_RDI];
    if (failing) {
        spoil(number, r);
    }
    shared->unsaid += failing && calls[i].kind == WRITE && address == STDERR_FILENO;
    if (failing && number == SYS_brk) { /* tells where the end is, and does not move it */
        r[REG_RDI] = 0;
    }
    long result = -shared->error;
    if (!failing || number == SYS_brk || number == SYS_close) {
        const long made = call_system(number, r);
        result = failing && number == SYS_close ? result : made;
    }
    r[REG_RDI] = address;
    r[REG_RAX] = result;
}

/* Whether the INI library's own code is where a crash was, or what called the C library there: the first
 * on the stack that is an address of code elsewhere. (Release 4.2 gives back what it has given back.) */
static bool is_of_parser(const greg_t *registers)
{
    enum { WORDS = 32 };
    const uintptr_t *stack = (const uintptr_t *)registers[REG_RSP];
    uintptr_t at = (uintptr_t)registers[REG_RIP];
    for (int i = 0;
         i < WORDS && (part_at(at) == parts_of_code || (at >= libc_first && at < libc_end)); i++) {
        at = stack[i];
    }
    return at >= parser_first && at < parser_end;
}

static void on_crash(int signal_number, siginfo_t *info, void *context)
{
    (void)info;
    shared->in_parser = is_of_parser(((ucontext_t *)context)->uc_mcontext.gregs);
    (void)signal(signal_number, SIG_DFL); /* and crashes again */
}

/* Lets the calls of a kind, or of all, be stopped, where the C library makes them. */
static bool stop_calls(int kind)
{
    struct sock_filter filter[CALLS + 12];
    unsigned short length = 0;
    int wanted = 0, seen = 0;
    for (int i = 0; i < CALLS; i++) {
        wanted += kind < 0 || (int)calls[i].kind == kind;
    }
    const uint8_t pass = (uint8_t)(wanted + 4); /* the way from the check of the end to ALLOW */
    const uint32_t at = offsetof(struct seccomp_data, instruction_pointer);
#define PUT(...) filter[length++] = (struct sock_filter)__VA_ARGS__
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    PUT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, (uint8_t)(pass + 2)));
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at + 4));
    PUT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(libc_first >> 32), 0, pass));
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at));
    PUT(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)libc_first, 0, (uint8_t)(pass - 2)));
    PUT(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)libc_end, (uint8_t)(pass - 3), 0));
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    for (int i = 0; i < CALLS; i++) {
        if (kind < 0 || (int)calls[i].kind == kind) {
            PUT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].number,
                         (uint8_t)(wanted - seen), 0));
            seen++;
        }
    }
    PUT(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    PUT(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP));
#undef PUT
    const struct sock_fprog program = {length, filter};
    struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
    return sigaction(SIGSYS, &action, NULL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* ---- the server ---- */

/* Notes where the code of a library is. */
static int find_code(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    const bool is_libc = strstr(info->dlpi_name, "/libc.so") != NULL;
    const bool is_parser = strstr(info->dlpi_name, "/libiniparser") != NULL;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0) {
            continue;
        }
        const uintptr_t first = info->dlpi_addr + part->p_vaddr, end = first + part->p_memsz;
        if (parts_of_code < (int)(sizeof part_of_code / sizeof part_of_code[0])) {
            part_of_code[parts_of_code].base = info->dlpi_addr;
            part_of_code[parts_of_code].first = first;
            part_of_code[parts_of_code++].end = end;
        }
        if (is_libc || is_parser) {
            *(is_libc ? &libc_first : &parser_first) = first;
            *(is_libc ? &libc_end : &parser_end) = end;
        }
    }
    return 0;
}

enum { CONTROL = 200, ANSWER = 201, SHARED = 202, OUTPUT = 203, COMPLAINTS = 204, UNABLE = 125 };

/* Makes a new process ready: its files, an end for what would never end. */
static void begin_process(void)
{
    const struct rlimit seconds = {20, 20}, none = {0, 0};
    (void)setrlimit(RLIMIT_CPU, &seconds);
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)alarm(600);
    for (int fd = OUTPUT; fd <= COMPLAINTS; fd++) {
        (void)ftruncate(fd, 0);
        (void)lseek(fd, 0, SEEK_SET);
        (void)dup2(fd, fd == OUTPUT ? STDOUT_FILENO : STDERR_FILENO);
    }
    for (int fd = CONTROL; fd <= COMPLAINTS; fd++) {
        (void)close(fd);
    }
    const struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO};
    const int kind = shared->kind;
    (void)sigaction(SIGSEGV, &action, NULL);
    if ((kind < 0 || kind >= OPEN) && !stop_calls(kind)) {
        _exit(UNABLE);
    }
    armed = true;
}

/* Serves, and returns in each process that is to run main. */
static void serve(void)
{
    char go;
    while (read(CONTROL, &go, 1) == 1) {
        const pid_t child = fork();
        if (child == 0) {
            begin_process();
            return;
        }
        int status = 0;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        shared->status = status;
        if (write(ANSWER, &go, 1) != 1) {
            break;
        }
    }
    _exit(0);
}

static int (*program)(int, char **, char **);

static int failing_main(int argc, char **argv, char **envp)
{
    void *frame[1];
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, SHARED, 0);
    (void)dl_iterate_phdr(find_code, NULL);
    (void)backtrace(frame, 1); /* loads what it needs */
    if (libc_first >> 32 !=
        libc_end >> 32) { /* by chance, and the filter compares half an address */
        (void)execve("/proc/self/exe", argv, envp);
    }
    (void)unsetenv("LD_PRELOAD");
    if (shared == MAP_FAILED || libc_end == 0 || libc_first >> 32 != libc_end >> 32 ||
        write(ANSWER, kind_names, sizeof kind_names - 1) != sizeof kind_names - 1) {
        _exit(UNABLE);
    }
    serve();
    const int status = program(argc, argv, envp);
    armed = false;
    return status;
}

/* Stands before the C library's, which calls main. */
int __libc_start_main(int (*start)(int, char **, char **), int argc, char **argv,
                      void (*init)(void), void (*fini)(void), void (*rtld_fini)(void),
                      void *stack_end);
int __libc_start_main(int (*start)(int, char **, char **), int argc, char **argv,
                      void (*init)(void), void (*fini)(void), void (*rtld_fini)(void),
                      void *stack_end)
{
    NEXT(__libc_start_main)
    program = start;
    return next(failing_main, argc, argv, init, fini, rtld_fini, stack_end);
}
