// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "parser/json.h"
#include "parser/record.h"

// Private to record_json*.cpp: what decoding again takes, and what reviewers said.
namespace nianbao::parser {

Json decoder_json(const DecoderInput& input);
DecoderInput read_decoder(const Json& json);

Json answer_json(const ReviewerAnswer& answer);
ReviewerAnswer read_answer(const Json& json);

}  // namespace nianbao::parser
