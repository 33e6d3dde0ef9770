#include <iostream>
#include <string>
#include <unistd.h>

int main() {
    int n;
    long long x, total = 0;
    std::cin >> n;
    while (std::cin >> x) total += x;
    const std::string line = std::to_string(total) + "\n";
    return write(1, line.data(), line.size()) == (ssize_t)line.size() ? 0 : 1;
}
