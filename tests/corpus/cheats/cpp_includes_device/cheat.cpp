#include "/dev/zero"
#include "/dev/stdin"
int main() { return 0; }
