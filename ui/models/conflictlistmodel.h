// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/models/pagedmodel.h"

#include <QTimeZone>

namespace keel {

/// Conflict records that match, newest first, one card each, in pages. Names of the sides come from the snapshot.
class ConflictListModel : public PagedTable<ConflictRecord>
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole + 1, ClassRole, WinnerRole, WinnerSideRole, HeldRole, PolicyRole, WhenRole };

    explicit ConflictListModel(SyncService& service, QObject* parent = nullptr);

    void setFilter(const QString& text, const std::optional<LinkName>& link);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] const std::optional<LinkName>& link() const { return m_link; }
    void setSnapshot(const ServiceSnapshot& snapshot);

    /// The configured name of a link's side: "clinic"; "a" or "b" when the link is gone from the config.
    [[nodiscard]] QString sideName(const LinkName& link, Side side) const;
    [[nodiscard]] const QTimeZone& zone() const { return m_zone; }
    [[nodiscard]] const QDateTime& now() const { return m_now; }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

protected:
    void ask(quint64 request, qint64 offset, qint64 limit) override;
    [[nodiscard]] qint64 idOf(const ConflictRecord& record) const override { return record.id; }

private:
    [[nodiscard]] QString sentence(const ConflictRecord& record) const;

    SyncService& m_service;
    QString m_text;
    std::optional<LinkName> m_link;
    QHash<QString, QPair<QString, QString>> m_sides; ///< link to the names of a and b
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    QDateTime m_now;
};

} // namespace keel
