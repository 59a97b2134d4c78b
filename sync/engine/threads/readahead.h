// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/capture/capture.h"

#include <future>
#include <memory>

namespace keel {

/// Reads the next batch of a backlog from the source, and brings it to the target, while the last one is being applied
/// there: source, network and target then work at the same time. One batch ahead, in a thread of its own; the source
/// store is used by one thread at a time, for next() waits, and so does the destructor.
class ReadAhead final : public Capture
{
public:
    ReadAhead(std::unique_ptr<Capture> inner, OpenAhead openAhead);
    ~ReadAhead() override;
    /// A batch that was read ahead keeps the limit it was read with.
    [[nodiscard]] Result<Captured> next(int limit) override;
    /// Freed in that other thread.
    void takeBack(Captured spent) override;

private:
    [[nodiscard]] Result<Captured> fetch(int limit);

    std::unique_ptr<Capture> m_inner;
    OpenAhead m_openAhead; ///< empty once it was called
    std::unique_ptr<StageAhead> m_stage;
    Captured m_spent;
    std::future<Result<Captured>> m_ahead; ///< last: what it holds is gone before the rest
};

/// For LinkRunner::Parts.
[[nodiscard]] inline WrapCapture readAhead()
{
    return [](std::unique_ptr<Capture> inner, OpenAhead openAhead) {
        return std::make_unique<ReadAhead>(std::move(inner), std::move(openAhead));
    };
}

} // namespace keel
