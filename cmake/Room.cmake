# SPDX-License-Identifier: GPL-3.0-or-later
# nianbao_room(NAME SOURCES ... [KNOWS rooms...] [USES libraries...])
#
# One static library for a room. KNOWS are the rooms it may include headers of (public: its own headers show their types);
# USES are third-party libraries, private to it, so that a room that does not name a library cannot compile against it.
function(nianbao_room NAME)
  cmake_parse_arguments(ROOM "" "" "SOURCES;KNOWS;USES" ${ARGN})
  add_library(nianbao_${NAME} STATIC ${ROOM_SOURCES})
  target_include_directories(nianbao_${NAME} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(nianbao_${NAME} PRIVATE nianbao_flags)
  foreach(OTHER IN LISTS ROOM_KNOWS)
    target_link_libraries(nianbao_${NAME} PUBLIC nianbao_${OTHER})
  endforeach()
  target_link_libraries(nianbao_${NAME} PRIVATE ${ROOM_USES})
endfunction()
