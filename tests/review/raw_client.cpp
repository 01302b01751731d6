// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace nianbao::testing {
namespace {

using Clock = std::chrono::steady_clock;

int connected_to(unsigned short port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket_made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_made < 0 || connect(socket_made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("nobody listens");
    }
    return socket_made;
}

bool readable(int socket, Clock::time_point until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waiting{socket, POLLIN, 0};
    return left > 0 && poll(&waiting, 1, static_cast<int>(left)) > 0;
}

}  // namespace

std::string Answer::field(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ":");
    if (at == std::string::npos) return {};
    const std::size_t begin = head.find_first_not_of(' ', at + name.size() + 3);
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(unsigned short port) : socket_(connected_to(port)) {}

RawClient::~RawClient() {
    close(socket_);
}

bool RawClient::say(const std::string& bytes) {
    std::size_t said = 0;
    while (said < bytes.size()) {
        const auto count = send(socket_, bytes.data() + said, bytes.size() - said, MSG_NOSIGNAL);
        if (count <= 0) return false;
        said += static_cast<std::size_t>(count);
    }
    return true;
}

bool RawClient::read_more(Clock::time_point until) {
    std::array<char, 65536> bytes{};
    if (!readable(socket_, until)) return false;
    const auto count = recv(socket_, bytes.data(), bytes.size(), 0);
    if (count > 0) heard_.append(bytes.data(), static_cast<std::size_t>(count));
    return count > 0;
}

Answer RawClient::hear(std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    std::size_t end = std::string::npos;
    while ((end = heard_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more(until)) return {};
    }
    Answer answer;
    answer.head = heard_.substr(0, end + 2);
    answer.status = std::atoi(answer.head.c_str() + std::string("HTTP/1.1 ").size());
    heard_.erase(0, end + 4);
    const auto length = static_cast<std::size_t>(std::atoll(answer.field("Content-Length").c_str()));
    while (heard_.size() < length && read_more(until)) {
    }
    answer.body = heard_.substr(0, length);
    heard_.erase(0, answer.body.size());
    return answer;
}

bool RawClient::is_closed_within(std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (read_more(until)) {
    }
    return Clock::now() < until;
}

Answer ask(unsigned short port, const std::string& bytes) {
    RawClient client(port);
    client.say(bytes);
    return client.hear();
}

}  // namespace nianbao::testing
