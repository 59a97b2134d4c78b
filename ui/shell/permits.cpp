// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/permits.h"

#include <QAbstractButton>
#include <QAction>

namespace keel {

void Permits::setLevel(Level level)
{
    if (m_level == level)
        return;
    m_level = level;
    emit changed();
}

QString Permits::reason(Level needed) const
{
    if (may(needed))
        return {};
    return needed == Level::Everything
               ? tr("The token of this window does not allow what can lose data: this needs an admin's.")
               : tr("The token of this window allows to look only: this needs an operator's.");
}

void Permits::apply(QAbstractButton& button, Level needed, bool wanted, const QString& tip) const
{
    const QString why = reason(needed);
    button.setEnabled(wanted && why.isEmpty());
    button.setToolTip(why.isEmpty() ? tip : why);
}

void Permits::apply(QAction& action, Level needed, bool wanted) const
{
    const QString why = reason(needed);
    action.setEnabled(wanted && why.isEmpty());
    action.setStatusTip(why);
    action.setToolTip(why); // an empty one is the action's text
}

QString Permits::reasonOf(const QAction& action)
{
    return action.statusTip();
}

} // namespace keel
