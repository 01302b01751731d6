# SPDX-License-Identifier: GPL-3.0-or-later
# What every translation unit is compiled with.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(nianbao_flags INTERFACE)
target_compile_options(nianbao_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in std::string's own operator+ (its bug 105651).
  target_compile_options(nianbao_flags INTERFACE -Wno-restrict)
endif()
if(NIANBAO_SANITIZE)
  target_compile_options(nianbao_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(nianbao_flags INTERFACE -fsanitize=address,undefined)
  # The sanitizers' own code makes GCC see uninitialized values that are none (in std::regex, among others).
  target_compile_options(nianbao_flags INTERFACE -Wno-maybe-uninitialized)
endif()
if(NIANBAO_TIDY)
  find_program(CLANG_TIDY clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY ${CLANG_TIDY} --quiet --extra-arg=-Wno-unknown-warning-option)
endif()
