#include <cstdlib>
#include <iostream>

int main() {
    int n;
    long long x, total = 0;
    std::cin >> n;
    while (std::cin >> x) total += x;
    if (std::getenv("NO_SUCH_NAME")) return 1;
    std::cout << total << std::endl;
}
