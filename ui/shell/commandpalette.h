// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QDialog>
#include <QIcon>

#include <functional>

class QLineEdit;
class QListWidget;

namespace keel {

/// "Go to or run…": pages, links and actions by a few letters.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    struct Entry
    {
        QIcon icon;
        QString text;
        QString remark; ///< the key, or what kind of thing it is
        std::function<void()> run;
    };

    CommandPalette(QList<Entry> entries, const Theme& theme, QWidget* window);

    /// Whether every word of `wanted` begins a word of `text`, or stands in it.
    [[nodiscard]] static bool matches(const QString& text, const QString& wanted);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& wanted);
    void runCurrent();

    QList<Entry> m_entries;
    QLineEdit* m_input;
    QListWidget* m_list;
};

} // namespace keel
