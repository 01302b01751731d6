// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

// Private to ocr/: red text, which no seal is.
namespace nianbao {

/// Red that lies together.
struct RedCluster {
    cv::Rect box;
    cv::Mat ink;                     ///< its own, of the box's size: 255 = red
    cv::Mat inside;                  ///< of the box's size: 255 = within the outline
    std::vector<cv::Point> outline;  ///< in the page
};

/// Red pieces less than `gap` apart make a cluster.
std::vector<RedCluster> red_clusters(const cv::Mat& red, int gap);

/// Red print keeps clear of black print; what lies across it was stamped.
/// @param black of the page's size
bool lies_over_print(const RedCluster& cluster, const cv::Mat& black);

/// A scanner whose colours are out of step paints a red rim on one side of all black print, a cyan one on the other.
/// @param cyan of the page's size
bool is_rim_of_print(const RedCluster& cluster, const cv::Mat& cyan);

/// Lines of characters, one above the other, or one large character in a row of equals; text and rules are low. A seal
/// is round at its ends and leaves no gap from side to side.
bool is_red_text(const std::vector<RedCluster>& clusters, std::size_t i, double px_per_mm);

/// Characters of one size fill a band from its top to its foot, from end to end. An arc does not at its ends.
bool is_straight(const cv::Mat& line);

/// Nothing but such lines, of any height, and rules.
bool are_straight_lines(const RedCluster& cluster, double px_per_mm);

/// The mask without rules that lie: a headline's, that run through its star.
cv::Mat without_red_rules(const cv::Mat& red, double px_per_mm);

}  // namespace nianbao
