# SPDX-License-Identifier: BSD-2-Clause
# bpf_object(name [folder]): compiles folder/name.bpf.c, by default from bpf/, and makes the target name_skeleton, which writes
# skeletons/name.skel.h. The depfile rebuilds the object whenever a header that it includes changes.
find_program(BPF_CLANG NAMES clang-19 clang-18 clang-17 clang-16 clang REQUIRED)
find_program(BPFTOOL NAMES bpftool PATHS /usr/sbin /sbin REQUIRED)

if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  set(BPF_TARGET_ARCH arm64)
else()
  set(BPF_TARGET_ARCH x86)
endif()

function(bpf_object name)
  set(folder ${CMAKE_SOURCE_DIR}/bpf)
  if(ARGC GREATER 1)
    set(folder ${ARGV1})
  endif()
  set(source ${folder}/${name}.bpf.c)
  set(dir ${CMAKE_BINARY_DIR}/skeletons)
  set(object ${dir}/${name}.bpf.o)
  set(skeleton ${dir}/${name}.skel.h)
  file(MAKE_DIRECTORY ${dir})
  # asm/ headers of linux/types.h live in the multiarch folder; they are the C library's own, no kernel headers are needed
  add_custom_command(
    OUTPUT ${object}
    COMMAND ${BPF_CLANG} -g -O2 -target bpf -mcpu=v3 -D__TARGET_ARCH_${BPF_TARGET_ARCH} -Wall -Wextra -Werror
            -Wno-unused-parameter -I${CMAKE_SOURCE_DIR} -isystem /usr/include/${CMAKE_LIBRARY_ARCHITECTURE}
            -MD -MF ${object}.d -MT ${object} -c ${source} -o ${object}
    COMMAND ${BPFTOOL} gen object ${object}.stripped ${object}
    COMMAND ${CMAKE_COMMAND} -E rename ${object}.stripped ${object}
    DEPENDS ${source}
    DEPFILE ${object}.d
    COMMENT "Compiling eBPF object ${name}"
    VERBATIM)
  add_custom_command(
    OUTPUT ${skeleton}
    COMMAND ${BPFTOOL} gen skeleton ${object} name ${name}_bpf > ${skeleton}
    DEPENDS ${object}
    VERBATIM)
  add_custom_target(${name}_skeleton DEPENDS ${skeleton})
endfunction()
