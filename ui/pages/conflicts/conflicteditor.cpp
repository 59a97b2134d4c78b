// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflicteditor.h"

#include "ui/text/sentences.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace keel {

namespace {

QString textOf(const std::optional<QList<NamedValue>>& row, int column)
{
    if (!row || column >= row->size())
        return {};
    return row->at(column).text.value_or(QStringLiteral("NULL"));
}

QTableWidgetItem* fixed(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

ConflictEditor::ConflictEditor(const ConflictRecord& record, const QString& a, const QString& b, QWidget* parent)
    : QDialog(parent), m_table(new QTableWidget(this))
{
    setWindowTitle(tr("Edit and apply"));
    resize(760, 480);
    auto* words = new QLabel(tr("%1 and %2 both get this row.").arg(say::isolate(a), say::isolate(b)), this);
    words->setWordWrap(true);
    m_table->setColumnCount(5);
    m_table->setHorizontalHeaderLabels({tr("Column"), tr("Value"), tr("NULL"), a, b});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(Text, QHeaderView::Stretch);
    m_table->setAccessibleName(tr("The row as it will be"));
    fill(record);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* apply = buttons->addButton(tr("Apply on both sides"), QDialogButtonBox::AcceptRole);
    apply->setObjectName(QStringLiteral("apply"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
}

void ConflictEditor::fill(const ConflictRecord& record)
{
    const auto& standing = record.held || record.winner == Side::A ? record.a : record.b;
    m_before = standing ? *standing : record.a ? *record.a : record.b.value_or(QList<NamedValue>());
    m_table->setRowCount(static_cast<int>(m_before.size()));
    for (int row = 0; row < m_before.size(); ++row) {
        const NamedValue& value = m_before.at(row);
        m_table->setItem(row, Name, fixed(value.column));
        m_table->setItem(row, Text, new QTableWidgetItem(value.text.value_or(QString())));
        auto* null = fixed({});
        null->setFlags(null->flags() | Qt::ItemIsUserCheckable);
        null->setCheckState(value.text ? Qt::Unchecked : Qt::Checked);
        m_table->setItem(row, Null, null);
        m_table->setItem(row, OfA, fixed(textOf(record.a, row)));
        m_table->setItem(row, OfB, fixed(textOf(record.b, row)));
    }
    // A value that is typed is not NULL.
    connect(m_table, &QTableWidget::itemChanged, this, [this](QTableWidgetItem* item) {
        if (item->column() == Text && !item->text().isEmpty())
            m_table->item(item->row(), Null)->setCheckState(Qt::Unchecked);
    });
}

QList<NamedValue> ConflictEditor::row() const
{
    QList<NamedValue> changed;
    for (int row = 0; row < m_before.size(); ++row) {
        NamedValue now{m_before.at(row).column, m_table->item(row, Text)->text()};
        if (m_table->item(row, Null)->checkState() == Qt::Checked)
            now.text.reset();
        if (!(now == m_before.at(row)))
            changed.append(now);
    }
    return changed;
}

} // namespace keel
