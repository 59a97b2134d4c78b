// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/capture/capture.h"

#include <future>
#include <memory>

namespace keel {

/// Reads the next batch of a backlog from the source while the last one is being applied to the target: the two servers
/// then work at the same time. One batch ahead, in a thread of its own; the source store is used by one thread at a
/// time, for next() waits, and so does the destructor.
class ReadAhead final : public Capture
{
public:
    explicit ReadAhead(std::unique_ptr<Capture> inner);
    ~ReadAhead() override;
    /// A batch that was read ahead keeps the limit it was read with.
    [[nodiscard]] Result<Captured> next(int limit) override;

private:
    std::unique_ptr<Capture> m_inner;
    std::future<Result<Captured>> m_ahead;
};

/// For LinkRunner::Parts.
[[nodiscard]] inline WrapCapture readAhead()
{
    return [](std::unique_ptr<Capture> inner) { return std::make_unique<ReadAhead>(std::move(inner)); };
}

} // namespace keel
