// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Frames on a stream socket (messages.h): the worker's end waits, the supervisor's end never does.
namespace nianbao::workers {

struct Frame {
    std::uint8_t kind = 0;
    std::string payload;
};

/// A frame's bytes, ready to be sent.
std::string framed(std::uint8_t kind, std::string_view payload);

/// Puts frames together from bytes as they come.
class FrameReader {
  public:
    /// @param longest  payload in bytes that is believed
    explicit FrameReader(std::size_t longest) : longest_(longest) {}

    void take(std::string_view bytes) { pending_ += bytes; }
    enum class State { frame, incomplete, too_long };
    /// The next frame, if it is whole.
    State next(Frame& frame);

  private:
    std::size_t longest_;
    std::string pending_;
    std::size_t used_ = 0;
};

/// A worker's end of its socket; waits. Throws std::runtime_error when the supervisor has gone.
class WorkerChannel {
  public:
    explicit WorkerChannel(int descriptor);
    WorkerChannel(const WorkerChannel&) = delete;
    WorkerChannel& operator=(const WorkerChannel&) = delete;

    Frame receive();
    void send(std::uint8_t kind, std::string_view payload);
    /// The descriptor that came with the latest frame that brought one; the caller closes it. -1 where none did.
    int take_descriptor();
    int number() const { return descriptor_; }

  private:
    void receive_some();
    int descriptor_;
    FrameReader frames_;
    int received_ = -1;
};

/// The supervisor's end. Nothing here waits.
class SupervisorChannel {
  public:
    /// Takes the descriptor over. @param longest  payload in bytes that a worker may send
    SupervisorChannel(int descriptor, std::size_t longest);
    ~SupervisorChannel();
    SupervisorChannel(const SupervisorChannel&) = delete;
    SupervisorChannel& operator=(const SupervisorChannel&) = delete;

    int number() const { return descriptor_; }
    /// @param descriptor  goes along with the frame; -1: none. Must stay open until everything is sent.
    void queue(std::uint8_t kind, std::string_view payload, int descriptor = -1);
    bool has_more_to_send() const { return !outgoing_.empty(); }
    void send_some();  ///< a worker that has gone is noticed by reading
    enum class Heard { something, nothing, closed };
    /// At most 64 KiB.
    Heard receive_some();
    FrameReader::State next(Frame& frame) { return frames_.next(frame); }
    std::size_t received_bytes() const { return received_bytes_; }  ///< since the last forget_bytes()
    void forget_bytes() { received_bytes_ = 0; }

  private:
    struct Outgoing {
        std::string bytes;
        std::size_t sent = 0;
        int descriptor = -1;
    };
    long send_front();
    int descriptor_;
    FrameReader frames_;
    std::vector<Outgoing> outgoing_;
    std::size_t received_bytes_ = 0;
};

}  // namespace nianbao::workers
