# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DTOP=… -DOUT=… -DLIBRARIES=… -P RecipeStamp.cmake
#
# Writes a source with a hash of all sources that decide what a record says, and of the versions of the libraries they are
# built with, so that a store knows which records an older program made. What only shows, stores or exports is left out:
# a new option of `export` does not convert ten thousand reports again.
file(GLOB SOURCES RELATIVE ${TOP}
  ${TOP}/document/*.cpp ${TOP}/document/*.h ${TOP}/ocr/*.cpp ${TOP}/ocr/*.h
  ${TOP}/layout/*.cpp ${TOP}/layout/*.h ${TOP}/parser/*.cpp ${TOP}/parser/*.h
  ${TOP}/pipeline/recipe.cpp ${TOP}/pipeline/recipe.h ${TOP}/pipeline/layer_trust.cpp ${TOP}/pipeline/summary.cpp
  ${TOP}/pipeline/report*.cpp ${TOP}/pipeline/report*.h ${TOP}/pipeline/workshop.* ${TOP}/pipeline/page_selection.*
  ${TOP}/pipeline/workers/document_work.* ${TOP}/pipeline/workers/page_picture.*)
list(SORT SOURCES)
set(ALL "${LIBRARIES}")
foreach(SOURCE IN LISTS SOURCES)
  file(SHA256 ${TOP}/${SOURCE} HASH)
  string(APPEND ALL "${SOURCE} ${HASH}\n")
endforeach()
string(SHA256 STAMP "${ALL}")
set(TEXT "// SPDX-License-Identifier: GPL-3.0-or-later
// Written by cmake/RecipeStamp.cmake.
#include \"pipeline/batch/recipe_stamp.h\"

namespace nianbao::batch {

const char* const recipe_sources = \"${STAMP}\";
const char* const recipe_libraries = \"${LIBRARIES}\";

}  // namespace nianbao::batch
")
set(OLD "")
if(EXISTS ${OUT})
  file(READ ${OUT} OLD)
endif()
if(NOT OLD STREQUAL TEXT)
  file(WRITE ${OUT} "${TEXT}")
endif()
