# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DFROM=… -DOUT=… -P EmbedPage.cmake
#
# Writes a source that holds the files of the review's page, so that the program needs none beside it and serves none
# from a disk.
file(GLOB FILES RELATIVE ${FROM} ${FROM}/*.html ${FROM}/*.css ${FROM}/*.js ${FROM}/*.svg)
list(SORT FILES)
set(TEXT "// SPDX-License-Identifier: GPL-3.0-or-later
// Written by cmake/EmbedPage.cmake.
#include \"review/server/page_files.h\"

namespace nianbao::review {

const std::vector<PageFile>& page_files() {
    static const std::vector<PageFile> files = {
")
set(HASHES "")
foreach(FILE IN LISTS FILES)
  string(REGEX REPLACE ".*\\." "" ENDING ${FILE})
  if(ENDING STREQUAL "js")
    set(MEDIA "text/javascript")
  elseif(ENDING STREQUAL "svg")
    set(MEDIA "image/svg+xml")
  else()
    set(MEDIA "text/${ENDING}")
  endif()
  file(SHA256 ${FROM}/${FILE} HASH)
  string(APPEND HASHES "${FILE} ${HASH}\n")
  file(READ ${FROM}/${FILE} CONTENT)
  string(APPEND TEXT "        {\"/${FILE}\", \"${MEDIA}; charset=utf-8\", R\"~page~(${CONTENT})~page~\"},\n")
endforeach()
string(SHA256 TAG "${HASHES}")
string(SUBSTRING ${TAG} 0 32 TAG)
string(APPEND TEXT "    };
    return files;
}

std::string_view page_files_tag() {
    return \"${TAG}\";
}

}  // namespace nianbao::review
")
file(WRITE ${OUT} "${TEXT}")
