// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/datadir.h"
#include "sync/records/history.h"
#include "sync/records/statefile.h"

#include <memory>

namespace keel {

/// What the data dir remembers, opened for one command in this thread.
struct Memory
{
    std::shared_ptr<DataDir> dir; ///< held, or only looked at
    std::unique_ptr<RecordBook> book;
    History* history = nullptr; ///< the same as book; nullptr: nothing is remembered yet
    std::unique_ptr<StateFile> state;

    /// Takes the lock. DataDirHeld where another process has it.
    [[nodiscard]] static Result<Memory> hold(const QString& path);
    /// Takes no lock and writes nothing; a folder or a history that is not there yet is an empty one.
    [[nodiscard]] static Result<Memory> peek(const QString& path);
};

} // namespace keel
