// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/memory.h"

#include "app/emptybook.h"

#include <QFileInfo>

namespace keel {

Result<Memory> Memory::hold(const QString& path)
{
    Memory memory;
    auto dir = DataDir::hold(path);
    if (!dir)
        return fail(std::move(dir).error());
    memory.dir = std::move(*dir);
    auto history = History::open(memory.dir->file(QStringLiteral("history.db")), QStringLiteral("command"));
    if (!history)
        return fail(std::move(history).error());
    memory.history = history->get();
    memory.book = std::move(*history);
    auto state = StateFile::load(memory.dir->file(QStringLiteral("state.json")));
    if (!state)
        return fail(std::move(state).error());
    memory.state = std::move(*state);
    return memory;
}

Result<Memory> Memory::peek(const QString& path)
{
    Memory memory;
    auto dir = DataDir::peek(path);
    if (!dir && dir.error().code != ErrorCode::NotFound)
        return fail(std::move(dir).error());
    if (dir)
        memory.dir = std::move(*dir);
    const QString file = memory.dir ? memory.dir->file(QStringLiteral("history.db")) : QString();
    if (!file.isEmpty() && QFileInfo::exists(file)) {
        auto history = History::open(file, QStringLiteral("command"), History::Mode::Read);
        if (!history)
            return fail(std::move(history).error());
        memory.history = history->get();
        memory.book = std::move(*history);
    } else {
        memory.book = std::make_unique<EmptyBook>();
    }
    auto state = StateFile::load(memory.dir ? memory.dir->file(QStringLiteral("state.json")) : QString());
    if (!state)
        return fail(std::move(state).error());
    memory.state = std::move(*state);
    return memory;
}

} // namespace keel
