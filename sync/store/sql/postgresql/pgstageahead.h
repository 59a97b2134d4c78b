// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgstore.h"

#include <array>

namespace keel::pg {

/// Copies a batch's rows into staging tables of one of two sessions, by turns. Touches nothing of the store but these,
/// so that the store goes on working in its own thread.
class PgStageAhead final : public StageAhead
{
public:
    /// `sqls`: of the tables, by index.
    PgStageAhead(PgStore& store, std::array<PgConnection*, 2> sessions, std::vector<TableSql> sqls, NodeId origin);
    [[nodiscard]] std::unique_ptr<TargetTransaction> stage(std::span<const Change> changes) override;

private:
    PgStore& m_store; ///< only passed on
    std::array<PgConnection*, 2> m_sessions;
    std::vector<TableSql> m_sqls;
    NodeId m_origin;
    std::size_t m_turn = 0;
};

} // namespace keel::pg
