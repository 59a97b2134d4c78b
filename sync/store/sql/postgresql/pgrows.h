// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/row.h"
#include "sync/store/sql/postgresql/pgconnection.h"

namespace keel::pg {

/// Rows of a result as the server sent them; their texts hold no U+0000.
class PgRows final : public PackedRows
{
public:
    /// The values are the columns from `firstColumn` on, of these families.
    PgRows(PgResult result, int firstColumn, std::vector<Family> families);
    [[nodiscard]] std::vector<Value> unpack(int row) const override;
    [[nodiscard]] qsizetype bytes(int row) const override;

    [[nodiscard]] const PgResult& result() const { return m_result; }
    /// nullopt: NULL.
    [[nodiscard]] std::optional<QByteArrayView> text(int row, std::size_t column) const;

    /// nullptr: not packed, or elsewhere.
    [[nodiscard]] static const PgRows* of(const Row& row) { return dynamic_cast<const PgRows*>(row.packed()); }

private:
    PgResult m_result;
    int m_firstColumn;
    std::vector<Family> m_families;
};

} // namespace keel::pg
