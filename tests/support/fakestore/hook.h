// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace keel {

/// What becomes of the call that a fake is about to make.
enum class Fault {
    None,
    Fails,     ///< nothing is done, a Transient error comes back, the connection is gone
    ReplyLost, ///< it is done, but the reply does not come: the same error
};

/// Thrown by a FaultHook: the process dies here. Whatever is in memory is gone with the stack; the databases and what
/// the record book has on disk stay.
struct SimulatedCrash
{};

/// Asked before every call to a fake. May let users write, move the clock, or throw SimulatedCrash.
class FaultHook
{
public:
    virtual ~FaultHook() = default;
    [[nodiscard]] virtual Fault before(const char* place, const char* call) = 0;
};

/// A hook for tests without faults.
class CalmHook final : public FaultHook
{
public:
    [[nodiscard]] Fault before(const char*, const char*) override { return Fault::None; }
};

} // namespace keel
