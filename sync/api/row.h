// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/value.h"

#include <initializer_list>
#include <memory>
#include <span>

namespace keel {

/// Rows as a store received them. Most rows of a backlog travel from one store to the other without anybody in between
/// looking at a value; to make values of them all was measured to be a third of the service's work.
class PackedRows
{
public:
    virtual ~PackedRows() = default;
    [[nodiscard]] virtual std::vector<Value> unpack(int row) const = 0;
    /// Of the values' texts.
    [[nodiscard]] virtual qsizetype bytes(int row) const = 0;
};

/// The values of a table's mapped columns, in the binding's order. A packed row unpacks at the first look, so a row is
/// used by one thread at a time even where it is const; a copy is a row of its own.
class Row
{
public:
    Row() = default;
    explicit Row(std::size_t columns) : m_values(columns) {}
    Row(std::initializer_list<Value> values) : m_values(values) {}
    Row(std::vector<Value> values) : m_values(std::move(values)) {}
    Row(std::shared_ptr<const PackedRows> rows, int row) : m_packed(std::move(rows)), m_row(row) {}

    [[nodiscard]] std::size_t size() const { return values().size(); }
    [[nodiscard]] bool empty() const { return values().empty(); }
    [[nodiscard]] const Value& operator[](std::size_t column) const { return values()[column]; }
    [[nodiscard]] Value& operator[](std::size_t column) { return changing()[column]; }
    [[nodiscard]] const Value& back() const { return values().back(); }
    [[nodiscard]] Value& back() { return changing().back(); }
    [[nodiscard]] auto begin() const { return values().begin(); }
    [[nodiscard]] auto end() const { return values().end(); }
    [[nodiscard]] auto begin() { return changing().begin(); }
    [[nodiscard]] auto end() { return changing().end(); }
    void reserve(std::size_t columns) { changing().reserve(columns); }
    void push_back(Value value) { changing().push_back(std::move(value)); }
    [[nodiscard]] const std::vector<Value>& values() const
    {
        if (m_packed)
            unpack();
        return m_values;
    }

    /// nullptr: the values are at hand. Else row packedRow() of these.
    [[nodiscard]] const PackedRows* packed() const { return m_packed.get(); }
    [[nodiscard]] int packedRow() const { return m_row; }
    /// Of the values' texts; does not unpack.
    [[nodiscard]] qsizetype bytes() const;

    friend bool operator==(const Row& l, const Row& r) { return l.values() == r.values(); }

private:
    [[nodiscard]] std::vector<Value>& changing()
    {
        (void)values();
        return m_values;
    }
    void unpack() const;

    mutable std::vector<Value> m_values;
    mutable std::shared_ptr<const PackedRows> m_packed;
    int m_row = 0;
};

} // namespace keel
