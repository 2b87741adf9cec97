/* The two links of the archive in the editor: a note that cites a source, and a link to a thing. Both ask the server in a dialog. */
(() => {
  'use strict';

  const { React, DraftJS, draftail, jQuery } = window;
  const { EditorState, Modifier, RichUtils } = DraftJS;
  const { Icon } = window.wagtail.components;

  const onload = {
    choose: (modal) => {
      modal.ajaxifyForm(jQuery('form', modal.body));
      const focus = () => modal.body[0].querySelector('[data-desk-focus]').focus();
      modal.container.one('shown.bs.modal', focus); // the dialog takes the focus itself while it fades in
      focus();
    },
    chosen: (modal, answer) => modal.respond('chosen', answer.result),
  };

  class Source extends draftail.ModalWorkflowSource {
    getChooserConfig(entity, selectedText) {
      const { id = '', kind = '', locator = '' } = entity ? entity.getData() : {};
      const urlParams = { id, kind, locator, q: entity ? '' : selectedText };
      return { url: this.address(), urlParams, onload, responses: { chosen: this.onChosen } };
    }

    address() {
      return Object.values(this.props.entityType.chooserUrls)[0];
    }

    filterEntityData({ title, ...data }) {
      return data;
    }

    onChosen(chosen) {
      const { editorState, onComplete } = this.props;
      const next = this.placed(editorState, chosen);
      this.workflow.close();
      onComplete(next);
    }

    written(editorState, selection, mutability, chosen) {
      const { entityType } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, mutability, this.filterEntityData(chosen));
      const key = content.getLastCreatedEntityKey();
      return EditorState.push(editorState, Modifier.replaceText(content, selection, chosen.title, null, key), 'insert-characters');
    }
  }

  class CitationSource extends Source {
    /* A note stands after the words it carries; they stay as they are. */
    placed(editorState, chosen) {
      let selection = editorState.getSelection();
      if (!this.props.entity) {
        const end = { key: selection.getEndKey(), offset: selection.getEndOffset() };
        selection = selection.merge({
          anchorKey: end.key,
          anchorOffset: end.offset,
          focusKey: end.key,
          focusOffset: end.offset,
          isBackward: false,
        });
      }
      return this.written(editorState, selection, 'IMMUTABLE', chosen);
    }
  }

  class ThingSource extends Source {
    /* A link takes the words that were selected, or else the name of the thing. */
    placed(editorState, chosen) {
      const selection = editorState.getSelection();
      if (selection.isCollapsed()) return this.written(editorState, selection, 'MUTABLE', chosen);
      const content = editorState.getCurrentContent().createEntity(this.props.entityType.type, 'MUTABLE', this.filterEntityData(chosen));
      const withEntity = EditorState.set(editorState, { currentContent: content });
      return RichUtils.toggleLink(withEntity, selection, content.getLastCreatedEntityKey());
    }
  }

  const decorator = (icon, describe) => (props) => {
    const data = props.contentState.getEntity(props.entityKey).getData();
    return React.createElement(draftail.TooltipEntity, { ...props, icon: React.createElement(Icon, { name: icon }), label: describe(data) });
  };

  draftail.registerPlugin(
    { type: 'CITATION', source: CitationSource, decorator: decorator('openquote', ({ locator }) => (locator ? `Note, ${locator}` : 'Note')) },
    'entityTypes',
  );
  draftail.registerPlugin({ type: 'THING', source: ThingSource, decorator: decorator('link', ({ kind }) => kind || 'link') }, 'entityTypes');
})();
