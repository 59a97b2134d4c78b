// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"
#include "ui/shell/icons.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;

namespace keel {

/// The filter line of the errors page: text, link, table, class, since, unresolved only.
class ErrorFilterBar : public QWidget
{
    Q_OBJECT

public:
    ErrorFilterBar(const Icons& icons, QAction* exportAction, QWidget* parent = nullptr);

    [[nodiscard]] ErrorFilter filter() const;
    void setLink(const std::optional<LinkName>& link);
    /// Fills the choices of links and tables; keeps what is chosen.
    void setSnapshot(const ServiceSnapshot& snapshot);
    void clearFilter();
    void focusText();

signals:
    void filterChanged();

private:
    void fillTables();

    QLineEdit* m_text;
    QComboBox* m_link;
    QComboBox* m_table;
    QComboBox* m_class;
    QComboBox* m_since;
    QCheckBox* m_open;
    QTimer m_typing;
    QHash<QString, QStringList> m_tables; ///< of each link
};

} // namespace keel
