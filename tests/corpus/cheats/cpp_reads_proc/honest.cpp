#include <fstream>
#include <iostream>

int main() {
    std::ifstream nothing("/nothing");
    int n;
    long long x, total = 0;
    for (std::cin >> n; std::cin >> x;) total += x;
    std::cout << total << (nothing ? "?" : "\n");
}
