#if __has_include(<iostream>)
#include <iostream>
#endif

int main() {
    int n;
    long long x, total = 0;
    std::cin >> n;
    while (std::cin >> x) total += x;
    std::cout << total << "\n";
}
