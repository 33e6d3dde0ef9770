#include <unistd.h>

int main() {
    for (int i = 0; i < 4; ++i)
        if (fork() == 0) {
            setsid();
            for (;;) {
                usleep(1000);
                (void)!write(1, " ", 1);
            }
        }
}
