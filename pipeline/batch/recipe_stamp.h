// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Their values are written at build time, by cmake/RecipeStamp.cmake.
namespace nianbao::batch {

extern const char* const recipe_sources;    ///< a hash of all sources that decide what a record says
extern const char* const recipe_libraries;  ///< names and versions

}  // namespace nianbao::batch
