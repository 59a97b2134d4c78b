// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

/// What a process holds, by /proc.
struct Holdings
{
    double memoryMb = 0; ///< resident, without files
    int threads = 0;
    int files = 0; ///< open descriptors
};
[[nodiscard]] Holdings holdingsOf(qint64 pid);

/// Samples of one figure over time. "Flat" compares the median of the first third with that of the last, so that a
/// single peak decides nothing.
class Course
{
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] double early() const { return median(0, m_values.size() / 3); }
    [[nodiscard]] double late() const { return median(m_values.size() - m_values.size() / 3, m_values.size()); }
    [[nodiscard]] double highest() const;
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    /// "early 31.0, late 31.2, highest 33.0".
    [[nodiscard]] QString toText() const;

private:
    [[nodiscard]] double median(std::size_t from, std::size_t to) const;

    std::vector<double> m_values;
};
