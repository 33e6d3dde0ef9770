#include <iostream>

static long long total;
__attribute__((constructor)) static void early() { total = 0; }

int main() {
    int n;
    std::cin >> n;
    for (long long x; n-- && std::cin >> x;) total += x;
    std::cout << total << "\n";
}
