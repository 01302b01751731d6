// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/bytes.h"

#include "document/failure.h"

namespace nianbao {

void ByteReader::refuse(const char* why) {
    throw Failure("bytes.damaged", "transfer", std::string("what another process sent cannot be understood: ") + why,
                  "try again; if it stays so, please report it together with the file");
}

}  // namespace nianbao
