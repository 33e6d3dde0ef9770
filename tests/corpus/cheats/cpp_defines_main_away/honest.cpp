#pragma GCC optimize("O3")
#include <iostream>
#define body int main

body() {
    int n;
    long long x, total = 0;
    std::cin >> n;
    while (std::cin >> x) total += x;
    std::cout << total << "\n";
}
