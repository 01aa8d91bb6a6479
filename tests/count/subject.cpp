// SPDX-License-Identifier: BSD-2-Clause
// Functions of C++ to be probed. usage: subject N
#include <cstdlib>
#include <string>

#define FUNCTION __attribute__((noinline, noclone))
#define KEEP __asm__ volatile("" ::: "memory")

namespace ns {

FUNCTION int twice(int n) {
	KEEP;
	return 2 * n;
}
FUNCTION long twice(long n) {
	KEEP;
	return 2 * n;
}

class Account {
public:
	explicit Account(int balance) : balance_(balance) {}
	FUNCTION int deposit(int amount, const char* why) {
		KEEP;
		return balance_ += why ? amount : 0;
	}

private:
	int balance_;
};

template <class T>
FUNCTION T largest(T a, T b) {
	KEEP;
	return a > b ? a : b;
}

} // namespace ns

FUNCTION static size_t length(const std::string& text) {
	KEEP;
	return text.size();
}

int main(int argc, char** argv) {
	ns::Account account(100);

	for (int i = 0; i < (argc > 1 ? std::atoi(argv[1]) : 1); i++) {
		ns::twice(i);
		ns::twice(static_cast<long>(i));
		account.deposit(-i, "because");
		ns::largest<int>(i, 5);
		length("text");
	}
	return 0;
}
