// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <cstdio>

namespace keel {

/// What a command says. Results go to stdout, as text or with --json as one document; what went wrong goes to stderr.
class Output
{
public:
    explicit Output(bool json, std::FILE* out = stdout, std::FILE* err = stderr) : m_json(json), m_out(out), m_err(err)
    {}

    [[nodiscard]] bool isJson() const { return m_json; }
    /// A line for people; with --json nothing.
    void line(const QString& text = {}) const;
    /// The document; without --json nothing.
    void json(const QJsonObject& document) const;
    void json(const QJsonArray& document) const;
    /// A line on stderr.
    void problem(const QString& text) const;
    /// The error on stderr; returns the exit status that goes with it.
    [[nodiscard]] int fail(const Error& error) const;
    /// True where stdout is a terminal.
    [[nodiscard]] bool isTerminal() const;
    /// Text as it is, without an end of line, on stdout.
    void raw(const QString& text) const;

private:
    bool m_json;
    std::FILE* m_out;
    std::FILE* m_err;
};

/// Columns wide as their widest cell, two spaces apart; those in `numbers` are set to the right.
[[nodiscard]] QStringList aligned(const QList<QStringList>& rows, const QList<int>& numbers = {});

} // namespace keel
