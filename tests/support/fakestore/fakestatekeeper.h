// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/recordbook.h"
#include "tests/support/fakestore/hook.h"

#include <map>
#include <tuple>

namespace keel {

/// state.json in memory: what save() has returned from outlives a SimulatedCrash.
class FakeStateKeeper final : public StateKeeper
{
public:
    explicit FakeStateKeeper(FaultHook& hook) : m_hook(hook) {}

    /// The process died: back to what is on disk.
    void crash() { m_inMemory = m_onDisk; }

    void passed(const LinkName& link, Direction direction, const TableName& table, const QByteArray& cursor, TimeUs,
                qint64) override
    {
        m_inMemory[{link, direction, table}] = cursor;
    }
    [[nodiscard]] QByteArray cursor(const LinkName& link, Direction direction, const TableName& table) const override
    {
        const auto it = m_inMemory.find({link, direction, table});
        return it == m_inMemory.end() ? QByteArray() : it->second;
    }
    [[nodiscard]] Result<void> save() override
    {
        if (m_hook.before("state", "save") != Fault::None)
            return fail({.kind = ErrorClass::Transient,
                         .code = ErrorCode::FileUnwritable,
                         .detail = QStringLiteral("No space left on device")});
        m_onDisk = m_inMemory;
        return {};
    }

private:
    using Cursors = std::map<std::tuple<LinkName, Direction, TableName>, QByteArray>;

    FaultHook& m_hook;
    Cursors m_inMemory;
    Cursors m_onDisk;
};

} // namespace keel
