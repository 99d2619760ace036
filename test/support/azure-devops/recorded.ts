/**
 * Answers in the shapes that Microsoft recorded for its documentation of the interface, with
 * values of our own and long lists cut short.
 *
 * Source: the examples beside `workItemTracking.json`, versions 4.1 to 7.2, in the public
 * repository MicrosoftDocs/vsts-rest-api-specs.
 */
export const RECORDED = {
  batch: {
    count: 2,
    value: [
      {
        id: 297,
        rev: 3,
        fields: {
          "System.TeamProject": "Fabrikam Fiber",
          "System.WorkItemType": "Product Backlog Item",
          "System.State": "Committed",
          "System.CreatedDate": "2014-12-29T20:49:20.77Z",
          "System.ChangedDate": "2014-12-29T20:49:24Z",
          "System.Title": "Customer can sign in",
          "System.Description": "Plain words",
          "System.Tags": "canon-0d6ca41f-5c1b-4e0a-9b7e-000000000001; Sign-in; web",
          "System.Parent": 290,
          "System.AssignedTo": {
            displayName: "Jamal Hartnett",
            url: "https://vssps.dev.azure.com/fabrikam/_apis/Identities/d291b0c4",
            _links: { avatar: { href: "https://dev.azure.com/fabrikam/_apis/GraphProfile/a" } },
            id: "d291b0c4-a05c-4ea6-8df1-4b41d5f39eff",
            uniqueName: "fabrikamfiber4@example.com",
            imageUrl: "https://dev.azure.com/fabrikam/_api/_common/identityImage?id=d291b0c4",
            descriptor: "aad.YTkz",
          },
        },
        url: "https://dev.azure.com/fabrikam/_apis/wit/workItems/297",
      },
      null,
    ],
  },
  item: {
    id: 299,
    rev: 7,
    fields: {
      "System.AreaPath": "Fabrikam Fiber\\Website",
      "System.TeamProject": "Fabrikam Fiber",
      "System.IterationPath": "Fabrikam Fiber",
      "System.WorkItemType": "Task",
      "System.State": "To Do",
      "System.Reason": "New task",
      "System.AssignedTo": "Jamal Hartnett <fabrikamfiber4@example.com>",
      "System.CreatedDate": "2014-12-29T20:49:21.617Z",
      "System.CreatedBy": "Jamal Hartnett <fabrikamfiber4@example.com>",
      "System.ChangedDate": "2025-05-01T15:51:52.977Z",
      "System.ChangedBy": "Jamal Hartnett <fabrikamfiber4@example.com>",
      "System.CommentCount": 2,
      "System.Title": "Sign in with a script",
      "Microsoft.VSTS.Scheduling.RemainingWork": 4,
      "System.Description":
        "&lt;!-- canon:begin --&gt;\n&gt; &quot;Quoted.&quot;\n&lt;!-- canon:end --&gt;\n",
      "System.History": "Going on with this.",
    },
    multilineFieldsFormat: { "System.Description": "markdown" },
    relations: [
      {
        rel: "System.LinkTypes.Hierarchy-Reverse",
        url: "https://dev.azure.com/fabrikam/_apis/wit/workItems/297",
        attributes: { isLocked: false, comment: "decomposition of work" },
      },
      {
        rel: "Hyperlink",
        url: "https://github.com/acme/pay/pull/412",
        attributes: {
          authorizedDate: "2014-12-29T20:49:27.98Z",
          id: 65275,
          resourceCreatedDate: "2014-12-29T20:49:27.98Z",
          resourceModifiedDate: "2014-12-29T20:49:27.98Z",
          revisedDate: "9999-01-01T00:00:00Z",
        },
      },
    ],
    _links: {
      self: { href: "https://dev.azure.com/fabrikam/_apis/wit/workItems/299" },
      html: { href: "https://dev.azure.com/fabrikam/web/wi.aspx?id=299" },
    },
    url: "https://dev.azure.com/fabrikam/_apis/wit/workItems/299",
  },
  states: {
    count: 3,
    value: [
      { name: "New", color: "b2b2b2", category: "Proposed" },
      { name: "CustomState", color: "5688E0", category: "InProgress" },
      { name: "Closed", color: "339933", category: "Completed" },
    ],
  },
  category: {
    name: "Requirement Category",
    referenceName: "Microsoft.RequirementCategory",
    defaultWorkItemType: {
      name: "Product Backlog Item",
      url: "https://dev.azure.com/fabrikam/_apis/wit/workItemTypes/Product%20Backlog%20Item",
    },
    workItemTypes: [
      {
        name: "Product Backlog Item",
        url: "https://dev.azure.com/fabrikam/_apis/wit/workItemTypes/Product%20Backlog%20Item",
      },
    ],
    url: "https://dev.azure.com/fabrikam/_apis/wit/workItemTypeCategories/Microsoft.RequirementCategory",
  },
  fields: {
    count: 2,
    value: [
      {
        alwaysRequired: true,
        defaultValue: null,
        referenceName: "System.IterationId",
        name: "Iteration ID",
        url: "https://dev.azure.com/fabrikam/_apis/wit/fields/System.IterationId",
      },
      {
        helpText: "The area of the product",
        alwaysRequired: false,
        defaultValue: null,
        referenceName: "System.AreaPath",
        name: "Area Path",
        url: "https://dev.azure.com/fabrikam/_apis/wit/fields/System.AreaPath",
      },
    ],
  },
  type: {
    name: "Bug",
    referenceName: "Microsoft.VSTS.WorkItemTypes.Bug",
    description: "Describes a divergence between required and actual behavior",
    color: "CC293D",
    icon: { id: "icon_insect", url: "https://dev.azure.com/fabrikam/_apis/wit/workItemIcons/i" },
    isDisabled: false,
    xmlForm: "<FORM></FORM>",
    transitions: {
      "": [{ to: "New", actions: null }],
      New: [
        { to: "New", actions: null },
        { to: "Resolved", actions: ["Microsoft.VSTS.Actions.Checkin"] },
      ],
    },
    url: "https://dev.azure.com/fabrikam/_apis/wit/workItemTypes/Bug",
  },
  query: {
    queryType: "flat",
    queryResultType: "workItem",
    asOf: "2014-12-29T20:49:33.803Z",
    columns: [
      {
        referenceName: "System.Id",
        name: "ID",
        url: "https://dev.azure.com/fabrikam/_apis/wit/fields/System.Id",
      },
    ],
    workItems: [{ id: 300, url: "https://dev.azure.com/fabrikam/_apis/wit/workItems/300" }],
  },
  comment: {
    workItemId: 299,
    id: 50,
    version: 1,
    text: "Moving to the right area path",
    createdBy: {
      displayName: "Jamal Hartnett",
      url: "https://vssps.dev.azure.com/fabrikam/_apis/Identities/d291b0c4",
      _links: { avatar: { href: "https://dev.azure.com/fabrikam/_apis/GraphProfile/a" } },
      id: "d291b0c4-a05c-4ea6-8df1-4b41d5f39eff",
      uniqueName: "fabrikamfiber4@example.com",
      imageUrl: "https://dev.azure.com/fabrikam/_api/_common/identityImage?id=d291b0c4",
      descriptor: "aad.YTkz",
    },
    createdDate: "2019-01-16T03:03:28.97Z",
    modifiedDate: "2019-01-16T03:03:28.97Z",
    isDeleted: false,
    url: "https://dev.azure.com/fabrikam/_apis/wit/workItems/299/comments/50",
  },
} as const;
