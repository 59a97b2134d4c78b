# SPDX-License-Identifier: GPL-3.0-or-later
# A release must not hold the steps at which a test kills the program: configures one and looks at what it would compile.
execute_process(COMMAND ${CMAKE_COMMAND} --preset release -DBUILD_UI=OFF -B ${FOLDER} WORKING_DIRECTORY ${SOURCE}
  RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE said)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${said}")
endif()
file(READ ${FOLDER}/compile_commands.json commands)
string(FIND "${commands}" "sync/engine/pass.cpp" known)
if(known EQUAL -1)
  message(FATAL_ERROR "the engine is not in the list of what is compiled")
endif()
foreach(word KEEL_ABORT_POINTS abortpoint.cpp)
  string(FIND "${commands}" "${word}" found)
  if(NOT found EQUAL -1)
    message(FATAL_ERROR "a release would compile ${word}")
  endif()
endforeach()
file(REMOVE_RECURSE ${FOLDER})
