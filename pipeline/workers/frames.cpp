// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/frames.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace nianbao::workers {
namespace {

constexpr std::size_t header_bytes = 5;
constexpr std::size_t piece_bytes = 64 << 10;
// What the supervisor sends is believed up to here: a document's pages.
constexpr std::size_t longest_request = std::size_t{1} << 30;

/// Room for one descriptor in a message's side channel.
struct SideChannel {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> bytes{};
};

int descriptor_in(const msghdr& message) {
    int found = -1;
    for (cmsghdr* at = CMSG_FIRSTHDR(&message); at; at = CMSG_NXTHDR(const_cast<msghdr*>(&message), at)) {
        if (at->cmsg_level != SOL_SOCKET || at->cmsg_type != SCM_RIGHTS) continue;
        std::memcpy(&found, CMSG_DATA(at), sizeof found);
    }
    return found;
}

void attach(msghdr& message, SideChannel& side, int descriptor) {
    message.msg_control = side.bytes.data();
    message.msg_controllen = side.bytes.size();
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
}

}  // namespace

std::string framed(std::uint8_t kind, std::string_view payload) {
    const auto length = static_cast<std::uint32_t>(payload.size());
    std::string bytes(header_bytes, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    bytes[sizeof length] = static_cast<char>(kind);
    bytes += payload;
    return bytes;
}

FrameReader::State FrameReader::next(Frame& frame) {
    const std::string_view rest = std::string_view(pending_).substr(used_);
    std::uint32_t length = 0;
    if (rest.size() >= header_bytes) std::memcpy(&length, rest.data(), sizeof length);
    if (length > longest_) return State::too_long;
    if (rest.size() < header_bytes + length) {
        pending_.erase(0, std::exchange(used_, 0));
        return State::incomplete;
    }
    frame.kind = static_cast<std::uint8_t>(rest[sizeof length]);
    frame.payload = rest.substr(header_bytes, length);
    used_ += header_bytes + length;
    return State::frame;
}

WorkerChannel::WorkerChannel(int descriptor) : descriptor_(descriptor), frames_(longest_request) {}

Frame WorkerChannel::receive() {
    Frame frame;
    for (;;) {
        const FrameReader::State state = frames_.next(frame);
        if (state == FrameReader::State::frame) return frame;
        if (state == FrameReader::State::too_long) throw std::runtime_error("a request is too long");
        receive_some();
    }
}

void WorkerChannel::receive_some() {
    std::array<char, piece_bytes> buffer;
    SideChannel side;
    iovec where{buffer.data(), buffer.size()};
    msghdr message{};
    message.msg_iov = &where;
    message.msg_iovlen = 1;
    message.msg_control = side.bytes.data();
    message.msg_controllen = side.bytes.size();
    const ssize_t got = recvmsg(descriptor_, &message, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) throw std::runtime_error("the supervisor has gone");
    if (const int came = descriptor_in(message); came >= 0) {
        if (received_ >= 0) close(received_);
        received_ = came;
    }
    frames_.take({buffer.data(), static_cast<std::size_t>(got)});
}

int WorkerChannel::take_descriptor() {
    return std::exchange(received_, -1);
}

void WorkerChannel::send(std::uint8_t kind, std::string_view payload) {
    const std::string bytes = framed(kind, payload);
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = write(descriptor_, bytes.data() + sent, bytes.size() - sent);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw std::runtime_error("the supervisor has gone");
        sent += static_cast<std::size_t>(count);
    }
}

SupervisorChannel::SupervisorChannel(int descriptor, std::size_t longest) : descriptor_(descriptor), frames_(longest) {}

SupervisorChannel::~SupervisorChannel() {
    close(descriptor_);
}

void SupervisorChannel::queue(std::uint8_t kind, std::string_view payload, int descriptor) {
    outgoing_.push_back({framed(kind, payload), 0, descriptor});
}

void SupervisorChannel::send_some() {
    while (!outgoing_.empty()) {
        Outgoing& front = outgoing_.front();
        const long count = send_front();
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (count < 0) return outgoing_.clear();  // it has gone
        front.sent += static_cast<std::size_t>(count);
        front.descriptor = -1;  // it goes with the first byte
        if (front.sent == front.bytes.size()) outgoing_.erase(outgoing_.begin());
    }
}

long SupervisorChannel::send_front() {
    Outgoing& front = outgoing_.front();
    SideChannel side;
    iovec what{front.bytes.data() + front.sent, front.bytes.size() - front.sent};
    msghdr message{};
    message.msg_iov = &what;
    message.msg_iovlen = 1;
    if (front.descriptor >= 0) attach(message, side, front.descriptor);
    return sendmsg(descriptor_, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

SupervisorChannel::Heard SupervisorChannel::receive_some() {
    std::array<char, piece_bytes> buffer;
    const ssize_t got = recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return Heard::nothing;
    if (got <= 0) return Heard::closed;
    received_bytes_ += static_cast<std::size_t>(got);
    frames_.take({buffer.data(), static_cast<std::size_t>(got)});
    return Heard::something;
}

}  // namespace nianbao::workers
