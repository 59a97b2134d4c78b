// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keylist.h"

#include "ui/shell/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

KeyList::KeyList(const QList<QAction*>& actions, const Theme& theme, QWidget* window) : QDialog(window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("All keys"));
    auto* body = new QWidget;
    setRole(body, "cardground");
    auto* grid = new QGridLayout(body);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const QAction* action : actions) {
        if (action->shortcuts().isEmpty())
            continue;
        auto* key = new QLabel(QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText));
        key->setFont(theme.mono());
        setRole(key, "second");
        grid->addWidget(new QLabel(action->text()), row, 0);
        grid->addWidget(key, row++, 1, Qt::AlignTrailing);
    }
    grid->setRowStretch(row, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(windowTitle());
    auto* buttons = new QDialogButtonBox;
    QPushButton* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    resize(440, 560);
}

} // namespace keel
