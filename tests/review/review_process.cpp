// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/review_process.h"

#include <signal.h>

#include <stdexcept>

namespace nianbao::testing {

ReviewProcess::ReviewProcess(const std::filesystem::path& store, const std::string& reviewer,
                             const std::filesystem::path& folder, unsigned short port)
    : process_(
          NIANBAO_BINARY_DIR "/nianbao",
          {"review", "--store", store.string(), "--no-browser", "--reviewer", reviewer, "--port", std::to_string(port)},
          folder / "review.log"),
      address_(process_.line_with("http://")) {
    if (address_.empty()) throw std::runtime_error("nianbao review does not start; see review.log");
}

std::string ReviewProcess::new_address() {
    process_.say("\n");
    return process_.line_with("http://");
}

unsigned short ReviewProcess::port() const {
    const std::string before = "http://127.0.0.1:";
    return static_cast<unsigned short>(std::stoi(address_.substr(before.size())));
}

void ReviewProcess::kill() {
    process_.send(SIGKILL);
    process_.wait();
}

int ReviewProcess::end() {
    process_.send(SIGINT);
    return process_.wait();
}

}  // namespace nianbao::testing
