// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <memory>

/// The real program over two SQLite files in a temporary folder: left.db and right.db, each with a table `items`.
class Program
{
public:
    struct Result
    {
        int exit = -1;
        QString out;
        QString err;
        [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out.toUtf8()); }
    };

    Program();

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Runs to its end, half a minute at most.
    [[nodiscard]] Result run(const QStringList& words) const;
    /// Starts and leaves it running.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& words) const;

    /// In the environment of what is started from now on.
    void setVariable(const QString& name, const QString& value) { m_variables.insert(name, value); }

    void writeConfig(const QByteArray& text) const;
    /// The config that links both files both ways.
    void writeConfig() const;
    /// Runs SQL on left.db or right.db; false where the database refuses it.
    [[nodiscard]] bool sql(const QString& file, const QString& statement) const;
    /// First column of the rows, joined by a blank.
    [[nodiscard]] QString value(const QString& file, const QString& query) const;

private:
    void prepare(QProcess& process) const;

    QTemporaryDir m_folder;
    QProcessEnvironment m_variables;
};
