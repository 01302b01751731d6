# SPDX-License-Identifier: GPL-3.0-or-later
# Third-party libraries, all from Debian packages (packages.txt). Headers of theirs are "system": their warnings are theirs.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs calib3d ml)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus QUIET)
pkg_check_modules(POPPLER_CPP REQUIRED IMPORTED_TARGET poppler-cpp)
pkg_check_modules(POPPLER_GLIB REQUIRED IMPORTED_TARGET poppler-glib)
pkg_check_modules(TESSERACT REQUIRED IMPORTED_TARGET tesseract)
pkg_check_modules(LEPTONICA REQUIRED IMPORTED_TARGET lept)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET fontconfig)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
find_package(Boost 1.74 REQUIRED)  # Beast and Asio: headers alone
find_package(SQLiteCpp REQUIRED)  # brings SQLite::SQLite3
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)

# Poppler's own classes beneath poppler-cpp; for ocr/pdf_text, which says why.
find_path(POPPLER_CORE_HEADERS TextOutputDev.h PATH_SUFFIXES poppler REQUIRED)
find_library(POPPLER_CORE poppler REQUIRED)
add_library(nianbao_poppler_core INTERFACE)
target_include_directories(nianbao_poppler_core SYSTEM INTERFACE ${POPPLER_CORE_HEADERS})
target_link_libraries(nianbao_poppler_core INTERFACE ${POPPLER_CORE})

add_library(nianbao_opencv INTERFACE)
target_include_directories(nianbao_opencv SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})
target_link_libraries(nianbao_opencv INTERFACE opencv_core opencv_imgproc opencv_imgcodecs opencv_calib3d opencv_ml)
