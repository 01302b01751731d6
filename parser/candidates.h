// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parser/placement.h"
#include "parser/value.h"

// What may stand in a numeric cell, and how probable each of it is, before the sums are asked.
namespace nianbao::parser {

struct Candidate {
    std::string printed;
    CellValue value;
    double probability = 0;          ///< 0..1
    std::vector<Witness> witnesses;  ///< readers whose first choice it is
    /// What it adds to a sum, in millionths: 0 for a blank or a dash; none when it is no number.
    std::optional<std::int64_t> counts() const;
};

/// What a cell tells about its table, by the machine's reading.
struct AsRead {
    bool inked = false;   ///< a picture shows something there
    bool unsure = false;  ///< and two readers do not agree on it
    bool weak = false;    ///< and they do not, or one of them hardly knows it
    bool nothing = false, dash = false, zero = false;
    bool traces = false;  ///< nothing, but for ink that may be what is left of it
};

struct NumericCell {
    PlacedCell placed;
    TextSource source = TextSource::printed;
    std::vector<Candidate> candidates;  ///< most probable first; empty when nothing was understood
    double other = 0;                   ///< probability of something that is no candidate
    bool no_ink = false;                ///< a picture shows nothing there
    bool answered = false;              ///< a reviewer said what stands there
    int chosen = 0;                     ///< index into candidates; the decoder's choice
    /// Of a form that is decoded again, how the machine had read it at first; else it is as it stands.
    std::optional<AsRead> first_read = {};

    const Candidate* choice() const { return candidates.empty() ? nullptr : &candidates[chosen]; }
    bool agreed() const { return choice() != nullptr && choice()->witnesses.size() >= 2; }
    /// Takes part in sums: understood, and surely in its place.
    bool usable() const { return placed.doubt == Doubt::none && choice() != nullptr && choice()->counts().has_value(); }
};

AsRead as_read(const NumericCell& cell);

struct FusionOptions {
    /// A single reader is never believed beyond this: it fails on some cells with full confidence.
    double single_floor = 0.002;
    /// Two readers agree on a wrong text more often than their confidences say, for they see the same pixels.
    double agreed_floor = 1e-4;
    /// Share of the readers' errors that both make, and alike: neither sees the digit that was cut off.
    double common_errors = 0.05;
    /// Share of a reader's unlisted probability that any one unlisted text gets.
    double unlisted_share = 0.05;
    /// Of a reader's confidence, what is left for the digits of "0。", read without the mark: the speck may be a
    /// digit's.
    double past_specks = 0.6;
    double seal_floor = 0.02;   ///< under a seal
    double blank_floor = 5e-5;  ///< of a place where the picture shows plain paper
    /// Of an amount like 68.753: no sum tells a point from a separator, and the form asks for two, four or six
    /// decimals.
    double separator_floor = 0.1;
};

NumericCell make_cell(const PlacedCell& placed, const SourceTrust& trust, const FusionOptions& options = {});

}  // namespace nianbao::parser
