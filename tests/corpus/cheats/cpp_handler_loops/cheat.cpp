#include <csignal>

static void again(int) {}

int main() {
    std::signal(SIGSEGV, again);
    return *(volatile int *)0;
}
