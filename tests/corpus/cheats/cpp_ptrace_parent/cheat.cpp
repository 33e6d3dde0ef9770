#include <cstdio>
#include <sys/ptrace.h>
#include <unistd.h>

int main() {
    for (int pid = 0; pid < 100; ++pid) ptrace(PTRACE_ATTACH, pid ? pid : getppid(), 0, 0);
    std::printf("%ld\n", ptrace(PTRACE_TRACEME, 0, 0, 0));
}
