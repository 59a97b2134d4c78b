// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/recordbook.h"

namespace keel {

/// Nothing is remembered and nothing is kept: for commands that only look, before there is a data dir.
class EmptyBook final : public RecordBook
{
public:
    [[nodiscard]] Result<void> put(std::span<const ErrorDraft>, std::span<const ConflictDraft>) override { return {}; }
    [[nodiscard]] Result<std::vector<OpenRecord>> openFor(const LinkName&, Direction, const TableName&,
                                                          std::span<const Key>) override
    {
        return std::vector<OpenRecord>();
    }
    [[nodiscard]] Result<std::vector<OpenRecord>> due(const LinkName&, Direction, TimeUs, int) override
    {
        return std::vector<OpenRecord>();
    }
    [[nodiscard]] Result<void> wentThrough(const LinkName&, Direction, const TableName&, std::span<const Key>) override
    {
        return {};
    }
    [[nodiscard]] Result<void> wake(const LinkName&, Direction, const TableName&, ErrorCode) override { return {}; }
    [[nodiscard]] Result<bool> hasOpen(const LinkName&, Direction) override { return false; }
    [[nodiscard]] Result<std::vector<ShadowEntry>> shadow(const LinkName&, const TableName&,
                                                          std::span<const Key>) override
    {
        return std::vector<ShadowEntry>();
    }
    [[nodiscard]] Result<void> putShadow(const LinkName&, const TableName&, std::span<const ShadowEntry>) override
    {
        return {};
    }
    [[nodiscard]] Result<std::vector<Key>> shadowKeys(const LinkName&, const TableName&, const std::optional<Key>&,
                                                      int) override
    {
        return std::vector<Key>();
    }
};

} // namespace keel
