// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <random>

namespace keel {

/// Sample content that reads like a clinic's. The same seed gives the same content. Names and numbers are invented.
class DemoPeople
{
public:
    explicit DemoPeople(unsigned seed) : m_random(seed) {}

    [[nodiscard]] QString fullName();
    [[nodiscard]] QString birthday();
    [[nodiscard]] QString phone();
    [[nodiscard]] QString email(const QString& fullName);
    [[nodiscard]] QString room();
    [[nodiscard]] QString author();
    [[nodiscard]] QString note();
    [[nodiscard]] QString appointmentStatus();
    [[nodiscard]] QString appointmentStart(); ///< within eight weeks of now, at a quarter of an hour
    [[nodiscard]] int appointmentMinutes();
    /// 0 <= number < bound
    [[nodiscard]] int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(m_random); }

private:
    std::mt19937 m_random;
};

} // namespace keel
