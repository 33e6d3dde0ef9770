#include <cstdlib>
#include <unistd.h>

__attribute__((constructor)) static void early() { _exit(0); }

int main() { return 1; }
