// SPDX-License-Identifier: GPL-3.0-or-later
// That this program links is what is tested (see CMakeLists.txt).
int main() {}
