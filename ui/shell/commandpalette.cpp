// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

CommandPalette::CommandPalette(QList<Entry> entries, const Theme& theme, QWidget* window)
    : QDialog(window, Qt::Popup), m_entries(std::move(entries)), m_input(new QLineEdit), m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Go to or run"));
    resize(480, 360);
    m_input->setPlaceholderText(tr("Page, link or command"));
    m_input->setAccessibleName(tr("Page, link or command"));
    m_input->installEventFilter(this);
    m_list->setAccessibleName(tr("What matches"));
    m_list->setFont(theme.font());
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    setRole(m_list, "palette");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    for (const Entry& entry : std::as_const(m_entries)) {
        const QString text = entry.remark.isEmpty() ? entry.text : u"%1   %2"_s.arg(entry.text, entry.remark);
        auto* item = new QListWidgetItem(entry.icon, text, m_list);
        item->setSizeHint(QSize(0, 30));
    }
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    filter({});
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 72)));
    m_input->setFocus();
}

bool CommandPalette::matches(const QString& text, const QString& wanted)
{
    const QStringList words = wanted.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

void CommandPalette::filter(const QString& wanted)
{
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool shown = matches(m_entries.at(row).text + u' ' + m_entries.at(row).remark, wanted);
        m_list->item(row)->setHidden(!shown);
        if (shown && first < 0)
            first = row;
    }
    m_list->setCurrentRow(first);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            int row = m_list->currentRow() + step;
            while (row >= 0 && row < m_list->count() && m_list->item(row)->isHidden())
                row += step;
            if (row >= 0 && row < m_list->count())
                m_list->setCurrentRow(row);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    // After this popup is gone: what runs may open another one.
    QTimer::singleShot(0, parent(), m_entries.at(row).run);
    accept();
}

} // namespace keel
